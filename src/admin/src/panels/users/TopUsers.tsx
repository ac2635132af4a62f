import type { ComponentChildren } from 'preact';
import type { TopUsersAnswer } from '../../api/users';
import { shortCount } from '../../format/numbers';
import { change, go, parameter } from '../../state/address';
import { useResource } from '../../state/useResource';
import { windowPath } from '../../state/window';
import { Choice } from '../../ui/Choice';
import { Empty } from '../../ui/Empty';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { DataTable } from '../../ui/table/DataTable';
import { columnsOf } from './columns';

const SORTS = [
  { id: 'executions', shows: 'Runs' },
  { id: 'cost', shows: 'Cost' },
  { id: 'tokens', shows: 'Tokens' },
  { id: 'errors', shows: 'Errors' },
  { id: 'last_seen', shows: 'Last seen' },
] as const;

const WHOLE = { columns: columnsOf({ whole: true }), sorts: SORTS, limit: 12 };
const BRIEF = { columns: columnsOf({ whole: false }), sorts: SORTS.filter(({ id }) => id !== 'tokens' && id !== 'last_seen'), limit: 8 };

interface TopUsersProps {
  /** Where users have a page to themselves. */
  whole?: boolean;
  /** What to do where nobody was there. */
  advice: ComponentChildren;
}

/** Who uses it most, spends most or fails most in the window. */
export function TopUsers({ whole = false, advice }: TopUsersProps) {
  const { columns, sorts, limit } = whole ? WHOLE : BRIEF;
  const sort = sorts.find(({ id }) => id === parameter('top'))?.id ?? 'executions';
  const resource = useResource<TopUsersAnswer>(windowPath('/api/analytics/users', {}, { sort, limit }), { on: ['metrics'], atMost: 10_000 });
  const total = resource.value.value.data?.total_users;
  return (
    <Panel
      title="Top users"
      note={total !== undefined && `of ${shortCount(total)}${whole ? ' in the period' : ''}`}
      tools={<Choice label="Most by" value={sort} options={sorts} choose={(id) => change({ top: id === 'executions' ? null : id })} />}
      resource={resource}
      follows={[]}
      skeleton={<SkeletonRows rows={whole ? 8 : 6} />}
      empty={{ when: ({ users }) => users.length === 0, shows: <Empty title="No users in this period">{advice}</Empty> }}
    >
      {({ users }) => <DataTable label="Top users" columns={columns} rows={users} idOf={({ user_id }) => user_id} open={({ user_id }) => go(['users', user_id])} />}
    </Panel>
  );
}
