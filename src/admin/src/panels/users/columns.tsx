import type { TopUser } from '../../api/users';
import { count, duration, rate, shortCount, usd } from '../../format/numbers';
import { reported } from '../../format/reported';
import { Age } from '../../ui/Age';
import { Figure } from '../../ui/Figure';
import { Link } from '../../ui/Link';
import type { Column } from '../../ui/table/DataTable';

/** What is told of each user; all of it where users have a page to themselves, less where they are one panel of many. */
export function columnsOf({ whole }: { whole: boolean }): readonly Column<TopUser>[] {
  const told: readonly (Column<TopUser> | false)[] = [
    {
      id: 'user',
      label: 'User',
      text: true,
      cell: ({ user_id, user_name }) => (
        <Link to={['users', user_id]} title={user_id} walk={whole}>
          {user_name ?? user_id}
        </Link>
      ),
    },
    { id: 'runs', label: 'Runs', cell: ({ total_requests }) => <Figure value={total_requests} format={count} /> },
    whole && { id: 'ok', label: 'OK', title: 'Success rate', cell: ({ success_rate }) => <Figure value={success_rate} format={rate} unknown="—" /> },
    { id: 'failed', label: 'Failed', cell: ({ failed }) => <span class={failed === 0 ? 'quiet' : 'attention'}>{count(failed)}</span> },
    whole && { id: 'time', label: 'Average', class: 'roomy', cell: ({ avg_execution_time_ms }) => <Figure value={avg_execution_time_ms} format={duration} unknown="—" /> },
    { id: 'tokens', label: 'Tokens', class: 'roomy', cell: ({ total_tokens, total_requests }) => <Figure value={reported(total_tokens, total_requests)} format={shortCount} unknown="—" /> },
    { id: 'cost', label: 'Cost', cell: ({ total_cost_usd, total_requests }) => <Figure value={reported(total_cost_usd, total_requests)} format={usd} unknown="—" /> },
    { id: 'last', label: whole ? 'Last seen' : 'Last', cell: ({ last_seen_at }) => (last_seen_at === null ? '—' : <Age of={last_seen_at} long={whole} />) },
  ];
  return told.filter((column) => column !== false);
}
