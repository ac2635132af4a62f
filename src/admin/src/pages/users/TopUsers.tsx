import type { TopUser, TopUsersAnswer } from '../../api/users';
import { count, duration, rate, shortCount, usd } from '../../format/numbers';
import { reported } from '../../format/reported';
import { change, go, parameter } from '../../state/address';
import { useResource } from '../../state/useResource';
import { windowPath } from '../../state/window';
import { Age } from '../../ui/Age';
import { Choice } from '../../ui/Choice';
import { Empty } from '../../ui/Empty';
import { Figure } from '../../ui/Figure';
import { Link } from '../../ui/Link';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { DataTable, type Column } from '../../ui/table/DataTable';

const SORTS = [
  { id: 'executions', shows: 'Runs' },
  { id: 'cost', shows: 'Cost' },
  { id: 'tokens', shows: 'Tokens' },
  { id: 'errors', shows: 'Errors' },
  { id: 'last_seen', shows: 'Last seen' },
] as const;

const COLUMNS: readonly Column<TopUser>[] = [
  {
    id: 'user',
    label: 'User',
    text: true,
    cell: ({ user_id, user_name }) => (
      <Link to={['users', user_id]} title={user_id} walk>
        {user_name ?? user_id}
      </Link>
    ),
  },
  { id: 'runs', label: 'Runs', cell: ({ total_requests }) => <Figure value={total_requests} format={count} /> },
  { id: 'ok', label: 'OK', title: 'Success rate', cell: ({ success_rate }) => <Figure value={success_rate} format={rate} unknown="—" /> },
  { id: 'failed', label: 'Failed', cell: ({ failed }) => <span class={failed === 0 ? 'quiet' : 'attention'}>{count(failed)}</span> },
  { id: 'time', label: 'Average', class: 'roomy', cell: ({ avg_execution_time_ms }) => <Figure value={avg_execution_time_ms} format={duration} unknown="—" /> },
  { id: 'tokens', label: 'Tokens', class: 'roomy', cell: ({ total_tokens, total_requests }) => <Figure value={reported(total_tokens, total_requests)} format={shortCount} unknown="—" /> },
  { id: 'cost', label: 'Cost', cell: ({ total_cost_usd, total_requests }) => <Figure value={reported(total_cost_usd, total_requests)} format={usd} unknown="—" /> },
  { id: 'last', label: 'Last seen', cell: ({ last_seen_at }) => (last_seen_at === null ? '—' : <Age of={last_seen_at} long />) },
];

/** Who uses it most, spends most or fails most in the window. */
export function TopUsers() {
  const sort = SORTS.find(({ id }) => id === parameter('top'))?.id ?? 'executions';
  const resource = useResource<TopUsersAnswer>(windowPath('/api/analytics/users', {}, { sort, limit: 12 }), { on: ['metrics'], atMost: 10_000 });
  const total = resource.value.value.data?.total_users;
  return (
    <Panel
      title="Top users"
      note={total !== undefined && `of ${shortCount(total)} in the period`}
      tools={<Choice label="Most by" value={sort} options={SORTS} choose={(id) => change({ top: id === 'executions' ? null : id })} />}
      resource={resource}
      follows={[]}
      skeleton={<SkeletonRows rows={8} />}
      empty={{ when: ({ users }) => users.length === 0, shows: <Empty title="No users in this period">Choose a longer range.</Empty> }}
    >
      {({ users }) => <DataTable label="Top users" columns={COLUMNS} rows={users} idOf={({ user_id }) => user_id} open={({ user_id }) => go(['users', user_id])} />}
    </Panel>
  );
}
