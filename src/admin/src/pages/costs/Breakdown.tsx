import type { CostRow, CostsAnswer, CostsBy } from '../../api/costs';
import { count, rate, shortCount, usd } from '../../format/numbers';
import { change, parameter } from '../../state/address';
import { useResource } from '../../state/useResource';
import { windowPath } from '../../state/window';
import { zone } from '../../state/zone';
import { weekday } from '../../format/time';
import { Bar } from '../../ui/Bar';
import { Choice } from '../../ui/Choice';
import { Empty } from '../../ui/Empty';
import { ExportButtons } from '../../ui/ExportButtons';
import { Figure } from '../../ui/Figure';
import { Link } from '../../ui/Link';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { DataTable, type Column } from '../../ui/table/DataTable';
import { Unpriced } from '../../ui/Unpriced';
import { costSheet } from './sheet';

const BY: readonly { id: CostsBy; shows: string }[] = [
  { id: 'agent', shows: 'Agent' },
  { id: 'user', shows: 'User' },
  { id: 'model', shows: 'Model' },
  { id: 'feature', shows: 'Feature' },
  { id: 'day', shows: 'Day' },
];

/** What the money went to. */
export function Breakdown() {
  const by = BY.find(({ id }) => id === parameter('by'))?.id ?? 'agent';
  const resource = useResource<CostsAnswer>(windowPath('/api/analytics/costs', { zone: true }, { by, limit: 100 }), { on: ['metrics'], atMost: 5000 });
  const { data } = resource.value.value;
  return (
    <Panel
      title={`Cost by ${by}`}
      tools={
        <>
          <Choice label="Broken down by" value={by} options={BY} choose={(id) => change({ by: id === 'agent' ? null : id, sort: null })} />
          {data && <ExportButtons name={`cost-by-${by}`} sheet={() => costSheet(data)} json={() => data} />}
        </>
      }
      resource={resource}
      follows={[]}
      skeleton={<SkeletonRows rows={8} />}
      empty={{
        when: ({ rows }) => rows.length === 0,
        shows: by === 'feature' ? <Empty title="No feature reported">Executions that name a <code>feature</code> are counted here.</Empty> : <Empty title="Nothing was spent in this period">Choose a longer range.</Empty>,
      }}
    >
      {({ rows }) => (
        <DataTable label={`Cost by ${by}`} columns={columns(by)} rows={rows} idOf={({ key }) => key ?? '—'} usual={by === 'day' ? { by: 'key', descending: true } : { by: 'cost', descending: true }} inAddress />
      )}
    </Panel>
  );
}

const columns = (by: CostsBy): readonly Column<CostRow>[] => [
  { id: 'key', label: BY.find(({ id }) => id === by)?.shows ?? '', text: true, value: ({ key }) => key, cell: (row) => <Name by={by} row={row} /> },
  {
    id: 'cost',
    label: 'Cost',
    value: ({ total_cost_usd }) => total_cost_usd,
    cell: ({ total_cost_usd, unpriced_tokens, total_requests }) => (
      <>
        {unpriced_tokens > 0 && <Unpriced tokens={unpriced_tokens} />}
        <Figure value={total_cost_usd === 0 && unpriced_tokens > 0 && total_requests > 0 ? null : total_cost_usd} format={usd} unknown="—" />
      </>
    ),
  },
  {
    id: 'share',
    label: 'Share',
    value: ({ share }) => share,
    cell: ({ share }) => (
      <span class="with-bar">
        <Bar share={share ?? 0} />
        <Figure value={share} format={rate} unknown="—" />
      </span>
    ),
  },
  { id: 'runs', label: 'Runs', value: ({ total_requests }) => total_requests, cell: ({ total_requests }) => <Figure value={total_requests} format={count} /> },
  {
    id: 'each',
    label: 'A run',
    title: 'Cost of one execution',
    value: (row) => each(row),
    cell: (row) => <Figure value={each(row)} format={usd} unknown="—" />,
  },
  { id: 'tokens', label: 'Tokens', class: 'roomy', value: ({ total_tokens }) => total_tokens, cell: ({ total_tokens }) => <Figure value={total_tokens} format={shortCount} /> },
  { id: 'input', label: 'Input', class: 'roomy', value: ({ tokens }) => tokens?.input, cell: ({ tokens }) => <Figure value={tokens?.input} format={shortCount} unknown="—" /> },
  { id: 'output', label: 'Output', class: 'roomy', value: ({ tokens }) => tokens?.output, cell: ({ tokens }) => <Figure value={tokens?.output} format={shortCount} unknown="—" /> },
  {
    id: 'unpriced',
    label: 'Unpriced',
    title: 'Tokens without a known price',
    class: 'roomy',
    value: ({ unpriced_tokens }) => unpriced_tokens,
    cell: ({ unpriced_tokens }) => <span class={unpriced_tokens === 0 ? 'quiet' : 'caution'}>{shortCount(unpriced_tokens)}</span>,
  },
];

function each({ total_cost_usd, total_requests }: CostRow): number | null {
  return total_requests === 0 || total_cost_usd === 0 ? null : total_cost_usd / total_requests;
}

function Name({ by, row: { key, start } }: { by: CostsBy; row: CostRow }) {
  if (key === null) {
    return <span class="unknown">not reported</span>;
  }

  switch (by) {
    case 'agent':
      return <Link to={['agents', key]} title={key} walk>{key}</Link>;
    case 'user':
      return <Link to={['users', key]} title={key} walk>{key}</Link>;
    case 'day':
      return <>{weekday(start ?? key, start === null ? 'UTC' : zone.value)}</>;
    default:
      return <>{key}</>;
  }
}
