import type { AgentAnswer } from '../../api/agent';
import { pointsDelta, relativeDelta } from '../../format/delta';
import { count, duration, rate, shortCount, usd } from '../../format/numbers';
import { reported } from '../../format/reported';
import type { Resource } from '../../state/resource';
import { Kpi } from '../../ui/Kpi';

/** One agent at a glance, beside the period before. */
export function AgentKpis({ resource }: { resource: Resource<AgentAnswer> }) {
  const { data, problem } = resource.value.value;
  const numbers = data?.agent.metrics ?? null;
  const before = data?.previous ?? null;
  if (data === null && problem !== null) {
    return null;
  }

  return (
    <section class="kpis" aria-label="Key figures">
      <dl class={problem === null ? 'kpi-row' : 'kpi-row stale'}>
        <Kpi
          id="executions"
          label="Executions"
          shown={numbers && before && { value: numbers.count, format: shortCount, delta: relativeDelta(numbers.count, before.total_requests, 'neutral') }}
        />
        <Kpi
          id="success-rate"
          label="Success rate"
          shown={
            numbers && before && {
              value: numbers.success_rate,
              format: rate,
              delta: pointsDelta(numbers.success_rate, before.success_rate, 'up-is-good'),
              note: numbers.failed > 0 ? `${count(numbers.failed)} failed` : null,
            }
          }
        />
        <Kpi
          id="p95"
          label="p95 time"
          shown={numbers && before && { value: numbers.p95_ms, format: duration, delta: relativeDelta(numbers.p95_ms, before.p95_ms, 'up-is-bad') }}
        />
        <Kpi
          id="tokens"
          label="Tokens"
          shown={
            numbers && before && {
              value: reported(numbers.total_tokens, numbers.count),
              format: shortCount,
              delta: relativeDelta(numbers.total_tokens, before.total_tokens_used, 'neutral'),
            }
          }
        />
        <Kpi
          id="cost"
          label="Cost"
          shown={
            numbers && before && {
              value: reported(numbers.total_cost_usd, numbers.count),
              format: usd,
              delta: relativeDelta(numbers.total_cost_usd, before.total_cost_usd, 'up-is-bad'),
              note: numbers.unpriced_tokens > 0 ? `${shortCount(numbers.unpriced_tokens)} tokens unpriced` : null,
            }
          }
        />
        <Kpi
          id="users"
          label="Users"
          shown={numbers && before && { value: numbers.unique_users, format: shortCount, delta: relativeDelta(numbers.unique_users, before.unique_users, 'up-is-good') }}
        />
      </dl>
    </section>
  );
}
