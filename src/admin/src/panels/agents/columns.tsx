import type { ComponentChildren } from 'preact';
import { count, duration, rate, shortCount, usd } from '../../format/numbers';
import { reported } from '../../format/reported';
import { Age } from '../../ui/Age';
import { Figure } from '../../ui/Figure';
import { ShareBar } from '../../ui/ShareBar';
import type { AgentRow, SortKey } from './order';

export interface Column {
  key: SortKey;
  label: string;
  cell: (row: AgentRow, busiest: number) => ComponentChildren;
}

/** After the name. */
export const COLUMNS: readonly Column[] = [
  {
    key: 'count',
    label: 'Runs',
    cell: (row, busiest) => (
      <>
        <Figure value={row.count} format={count} />
        <ShareBar share={busiest === 0 ? 0 : row.count / busiest} />
      </>
    ),
  },
  {
    key: 'success_rate',
    label: 'OK',
    cell: (row) => (
      <span class={row.success_rate !== null && row.success_rate < 0.95 ? 'attention' : ''}>
        <Figure value={row.success_rate} format={rate} unknown="—" />
      </span>
    ),
  },
  { key: 'p50_ms', label: 'p50', cell: (row) => <Figure value={row.p50_ms} format={duration} unknown="—" /> },
  { key: 'p95_ms', label: 'p95', cell: (row) => <Figure value={row.p95_ms} format={duration} unknown="—" /> },
  {
    key: 'total_tokens',
    label: 'Tokens',
    cell: (row) => <Figure value={reported(row.total_tokens, row.count)} format={shortCount} unknown="—" />,
  },
  { key: 'total_cost_usd', label: 'Cost', cell: (row) => <Cost row={row} /> },
  { key: 'unique_users', label: 'Users', cell: (row) => <Figure value={row.unique_users} format={shortCount} /> },
  {
    key: 'last_seen_at',
    label: 'Last seen',
    cell: (row) => (row.last_seen_at === null ? <span class="unknown">—</span> : <Age of={row.last_seen_at} long />),
  },
];

// Tokens without a known price are not part of the cost, and that is said beside it.
function Cost({ row }: { row: AgentRow }) {
  const unpriced = row.unpriced_tokens > 0;
  const cost = reported(row.total_cost_usd, row.count);
  return (
    <>
      <Figure value={cost} format={usd} unknown={unpriced ? 'unpriced' : '—'} />
      {unpriced && cost !== null && <span class="cell-note">+ {shortCount(row.unpriced_tokens)} tok unpriced</span>}
    </>
  );
}
