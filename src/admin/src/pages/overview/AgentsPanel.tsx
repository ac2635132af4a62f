import type { AgentRow, AgentsAnswer } from '../../api/agents';
import { useRunsChange } from '../../panels/agents/runsChange';
import { count, duration, rate, shortCount, usd } from '../../format/numbers';
import { reported } from '../../format/reported';
import { go } from '../../state/address';
import { useResource } from '../../state/useResource';
import { windowPath } from '../../state/window';
import { Bar } from '../../ui/Bar';
import { Empty } from '../../ui/Empty';
import { Figure } from '../../ui/Figure';
import { Link } from '../../ui/Link';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { Unpriced } from '../../ui/Unpriced';
import { DataTable, type Column } from '../../ui/table/DataTable';

const MOST_ROWS = 12;

const columns = (busiest: number, change: readonly Column<AgentRow>[]): readonly Column<AgentRow>[] => [
  {
    id: 'agent',
    label: 'Agent',
    text: true,
    value: ({ agent_name }) => agent_name,
    cell: ({ agent_name }) => (
      <Link to={['agents', agent_name]} title={agent_name}>
        {agent_name}
      </Link>
    ),
  },
  {
    id: 'runs',
    label: 'Runs',
    value: ({ metrics }) => metrics.count,
    cell: ({ metrics }) => (
      <span class="with-bar">
        <Bar share={busiest === 0 ? 0 : metrics.count / busiest} />
        <Figure value={metrics.count} format={count} />
      </span>
    ),
  },
  ...change,
  {
    id: 'ok',
    label: 'OK',
    title: 'Success rate',
    value: ({ metrics }) => metrics.success_rate,
    cell: ({ metrics: { success_rate } }) => (
      <span class={success_rate !== null && success_rate < 0.95 ? 'attention' : ''}>
        <Figure value={success_rate} format={rate} unknown="—" />
      </span>
    ),
  },
  { id: 'p50', label: 'p50', class: 'roomy', title: 'Half are faster', value: ({ metrics }) => metrics.p50_ms, cell: ({ metrics }) => <Figure value={metrics.p50_ms} format={duration} unknown="—" /> },
  { id: 'p95', label: 'p95', title: '19 of 20 are faster', value: ({ metrics }) => metrics.p95_ms, cell: ({ metrics }) => <Figure value={metrics.p95_ms} format={duration} unknown="—" /> },
  {
    id: 'tokens',
    label: 'Tokens',
    class: 'roomy',
    value: ({ metrics }) => metrics.total_tokens,
    cell: ({ metrics }) => <Figure value={reported(metrics.total_tokens, metrics.count)} format={shortCount} unknown="—" />,
  },
  {
    id: 'cost',
    label: 'Cost',
    value: ({ metrics }) => metrics.total_cost_usd,
    cell: ({ metrics }) => (
      <>
        {metrics.unpriced_tokens > 0 && <Unpriced tokens={metrics.unpriced_tokens} />}
        <Figure value={reported(metrics.total_cost_usd, metrics.count)} format={usd} unknown="—" />
      </>
    ),
  },
];

/** What the busiest agents did, or those that another order puts first. */
export function AgentsPanel() {
  const resource = useResource<AgentsAnswer>(windowPath('/api/admin/agents'), { on: ['metrics'] });
  const agents = resource.value.value.data?.agents;
  const change = useRunsChange();
  return (
    <Panel
      title="Agents"
      note={agents && `${count(agents.length)} active`}
      tools={<Link to={['agents']} class="link small">All agents</Link>}
      resource={resource}
      follows={[]}
      skeleton={<SkeletonRows rows={6} />}
      empty={{
        when: (data) => data.agents.length === 0,
        shows: <Empty title="No agent ran in this period">Choose a longer range, or send an execution.</Empty>,
      }}
    >
      {({ agents }) => (
        <DataTable
          label="Agents"
          columns={columns(Math.max(0, ...agents.map(({ metrics }) => metrics.count)), change)}
          rows={agents}
          idOf={({ agent_name }) => agent_name}
          usual={{ by: 'runs', descending: true }}
          most={MOST_ROWS}
          open={({ agent_name }) => go(['agents', agent_name])}
        />
      )}
    </Panel>
  );
}
