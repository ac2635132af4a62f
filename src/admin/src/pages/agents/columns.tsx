import type { AgentRow } from '../../api/agents';
import type { AgentNumbers } from '../../api/types';
import type { Sheet } from '../../format/csv';
import { count, duration, rate, shortCount, usd } from '../../format/numbers';
import { reported } from '../../format/reported';
import { Age } from '../../ui/Age';
import { Bar } from '../../ui/Bar';
import { Figure } from '../../ui/Figure';
import { Link } from '../../ui/Link';
import { StateMark } from '../../ui/StateMark';
import type { Column } from '../../ui/table/DataTable';
import { Unpriced } from '../../ui/Unpriced';

const LOW_SUCCESS = 0.95;

/** What agents and models are counted by. */
export function numberColumns<R>(numbersOf: (row: R) => AgentNumbers, busiest: number): readonly Column<R>[] {
  const of = (id: string, label: string, value: (numbers: AgentNumbers) => number | null, format: (value: number) => string, needs: string, title?: string): Column<R> => ({
    id,
    label,
    title,
    class: needs,
    value: (row) => value(numbersOf(row)),
    cell: (row) => <Figure value={value(numbersOf(row))} format={format} unknown="—" />,
  });
  return [
    {
      id: 'runs',
      label: 'Runs',
      value: (row) => numbersOf(row).count,
      cell: (row) => (
        <span class="with-bar">
          <Bar share={busiest === 0 ? 0 : numbersOf(row).count / busiest} />
          <Figure value={numbersOf(row).count} format={count} />
        </span>
      ),
    },
    {
      id: 'ok',
      label: 'OK',
      title: 'Success rate',
      value: (row) => numbersOf(row).success_rate,
      cell: (row) => {
        const { success_rate } = numbersOf(row);
        return (
          <span class={success_rate !== null && success_rate < LOW_SUCCESS ? 'attention' : ''}>
            <Figure value={success_rate} format={rate} unknown="—" />
          </span>
        );
      },
    },
    {
      id: 'failed',
      label: 'Failed',
      class: 'spacious',
      title: 'Failures and timeouts',
      value: (row) => numbersOf(row).failed,
      cell: (row) => <span class={numbersOf(row).failed === 0 ? 'quiet' : ''}><Figure value={numbersOf(row).failed} format={count} /></span>,
    },
    of('p50', 'p50', ({ p50_ms }) => p50_ms, duration, 'spacious', 'Half are faster'),
    of('p95', 'p95', ({ p95_ms }) => p95_ms, duration, '', '19 of 20 are faster'),
    of('p99', 'p99', ({ p99_ms }) => p99_ms, duration, 'spacious', '99 of 100 are faster'),
    of('tokens', 'Tokens', ({ total_tokens, count }) => reported(total_tokens, count), shortCount, 'roomy'),
    {
      id: 'cost',
      label: 'Cost',
      value: (row) => numbersOf(row).total_cost_usd,
      cell: (row) => {
        const { total_cost_usd, count, unpriced_tokens } = numbersOf(row);
        return (
          <>
            {unpriced_tokens > 0 && <Unpriced tokens={unpriced_tokens} />}
            <Figure value={reported(total_cost_usd, count)} format={usd} unknown="—" />
          </>
        );
      },
    },
    of('users', 'Users', ({ unique_users }) => unique_users, count, 'spacious'),
    {
      id: 'last',
      label: 'Last seen',
      class: 'roomy',
      value: (row) => numbersOf(row).last_seen_at,
      cell: (row) => {
        const { last_seen_at } = numbersOf(row);
        return last_seen_at === null ? '—' : <Age of={last_seen_at} long />;
      },
    },
  ];
}

export function agentColumns(agents: readonly AgentRow[], change: readonly Column<AgentRow>[]): readonly Column<AgentRow>[] {
  const [runs, ...numbers] = numberColumns<AgentRow>(({ metrics }) => metrics, Math.max(0, ...agents.map(({ metrics }) => metrics.count)));
  return [
    {
      id: 'agent',
      label: 'Agent',
      text: true,
      value: ({ agent_name }) => agent_name,
      cell: ({ agent_name, running }) => (
        <span class="agent-name">
          <Link to={['agents', agent_name]} title={agent_name} walk>
            {agent_name}
          </Link>
          {running > 0 && <StateMark level="accent" word={`${count(running)} running`} />}
        </span>
      ),
    },
    ...(runs ? [runs] : []),
    ...change,
    ...numbers,
  ];
}

const FIELDS = [
  'count', 'success_rate', 'failed', 'timeouts', 'avg_time_ms', 'p50_ms', 'p95_ms', 'p99_ms', 'total_tokens', 'total_cost_usd',
  'unpriced_tokens', 'unique_users', 'last_seen_at',
] as const satisfies readonly (keyof AgentNumbers)[];

export function agentSheet(agents: readonly AgentRow[]): Sheet {
  return {
    header: ['agent_name', 'running', ...FIELDS],
    rows: agents.map(({ agent_name, running, metrics }) => [agent_name, running, ...FIELDS.map((field) => metrics[field])]),
  };
}
