import type { Metrics, MetricsAnswer } from '../../api/types';
import { pointsDelta, relativeDelta, type Delta } from '../../format/delta';
import { count, duration, rate, shortCount, usd } from '../../format/numbers';
import { reported } from '../../format/reported';
import type { Resource } from '../../state/resource';
import { Kpi } from '../../ui/Kpi';
import { Problem } from '../../ui/Problem';

interface Definition {
  id: string;
  label: string;
  value: (metrics: Metrics) => number | null;
  before: (previous: Metrics['previous']) => number | null;
  format: (value: number) => string;
  delta: (current: number | null, previous: number | null) => Delta | null;
  note: (metrics: Metrics) => string | null;
}

const neutral: Definition['delta'] = (current, previous) => relativeDelta(current, previous, 'neutral');
const lessIsBetter: Definition['delta'] = (current, previous) => relativeDelta(current, previous, 'up-is-bad');

const KPIS: readonly Definition[] = [
  {
    id: 'executions',
    label: 'Executions',
    value: (metrics) => metrics.total_requests,
    before: (previous) => previous.total_requests,
    format: shortCount,
    delta: neutral,
    note: ({ running, cancelled }) =>
      [running && `${count(running)} running`, cancelled > 0 && `${count(cancelled)} cancelled`]
        .filter(Boolean)
        .join(' · ') || null,
  },
  {
    id: 'success-rate',
    label: 'Success rate',
    value: (metrics) => metrics.success_rate,
    before: (previous) => previous.success_rate,
    format: rate,
    delta: (current, previous) => pointsDelta(current, previous, 'up-is-good'),
    note: ({ failed, timeouts }) =>
      failed > 0 ? `${count(failed)} failed${timeouts > 0 ? `, ${count(timeouts)} by timeout` : ''}` : null,
  },
  {
    id: 'p95',
    label: 'p95 time',
    value: (metrics) => metrics.latency_ms.p95,
    before: (previous) => previous.p95_ms,
    format: duration,
    delta: lessIsBetter,
    note: ({ latency_ms }) => (latency_ms.p50 === null ? null : `half under ${duration(latency_ms.p50)}`),
  },
  {
    id: 'tokens',
    label: 'Tokens',
    value: (metrics) => reported(metrics.total_tokens_used, metrics.total_requests),
    before: (previous) => previous.total_tokens_used,
    format: shortCount,
    delta: neutral,
    note: ({ total_tokens_used, total_requests }) =>
      reported(total_tokens_used, total_requests) === null ? 'none reported' : null,
  },
  {
    id: 'cost',
    label: 'Cost',
    // With no price for any of the tokens the cost is unknown, not nothing.
    value: (metrics) => reported(metrics.total_cost_usd, metrics.total_requests),
    before: (previous) => previous.total_cost_usd,
    format: usd,
    delta: lessIsBetter,
    note: ({ unpriced_tokens }) => (unpriced_tokens > 0 ? `${shortCount(unpriced_tokens)} tokens unpriced` : null),
  },
  {
    id: 'users',
    label: 'Unique users',
    value: (metrics) => metrics.unique_users,
    before: (previous) => previous.unique_users,
    format: shortCount,
    delta: (current, previous) => relativeDelta(current, previous, 'up-is-good'),
    note: ({ unique_sessions }) =>
      unique_sessions === null ? null : `${shortCount(unique_sessions)} ${unique_sessions === 1 ? 'session' : 'sessions'}`,
  },
];

/** The numbers that answer "is it working" at a glance. */
export function Kpis({ resource }: { resource: Resource<MetricsAnswer> }) {
  const { data, problem } = resource.value.value;
  return (
    <section class="kpis" aria-label="Key figures">
      {data === null && problem !== null ? (
        <div class="panel">
          <Problem problem={problem} retry={() => void resource.refresh()} />
        </div>
      ) : (
        <dl class={problem === null ? 'kpi-row' : 'kpi-row stale'}>
          {KPIS.map((kpi) => (
            <Kpi key={kpi.id} id={kpi.id} label={kpi.label} {...figures(kpi, data?.metrics ?? null)} />
          ))}
        </dl>
      )}
    </section>
  );
}

function figures(kpi: Definition, metrics: Metrics | null) {
  if (metrics === null) {
    return { shown: null };
  }

  const value = kpi.value(metrics);
  const delta = kpi.delta(value, kpi.before(metrics.previous));
  return { shown: { value, format: kpi.format, delta, note: kpi.note(metrics) } };
}
