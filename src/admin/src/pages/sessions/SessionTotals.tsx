import type { SessionAnswer } from '../../api/sessions';
import { count, duration, rate, shortCount, usd } from '../../format/numbers';
import { reported } from '../../format/reported';
import type { Resource } from '../../state/resource';
import { Kpi } from '../../ui/Kpi';

/** What one session came to. */
export function SessionTotals({ resource }: { resource: Resource<SessionAnswer> }) {
  const { data, problem } = resource.value.value;
  const all = data?.totals ?? null;
  const success = all === null || all.total_requests === 0 ? null : all.successful / all.total_requests;
  if (all === null && problem !== null) {
    return null;
  }

  return (
    <section class="kpis" aria-label="The session in numbers">
      <dl class={problem === null ? 'kpi-row' : 'kpi-row stale'}>
        <Kpi id="executions" label="Executions" shown={all && { value: all.total_requests, format: count }} />
        <Kpi id="success-rate" label="Success rate" shown={all && { value: success, format: rate, note: all.failed > 0 ? `${count(all.failed)} failed` : null }} />
        <Kpi id="lasted" label="Lasted" shown={data && { value: data.session.duration_ms, format: duration }} />
        <Kpi id="time" label="Average time" shown={all && { value: all.avg_execution_time_ms, format: duration, note: 'an execution' }} />
        <Kpi id="tokens" label="Tokens" shown={all && { value: reported(all.total_tokens, all.total_requests), format: shortCount }} />
        <Kpi
          id="cost"
          label="Cost"
          shown={all && { value: reported(all.total_cost_usd, all.total_requests), format: usd, note: all.unpriced_tokens > 0 ? `${shortCount(all.unpriced_tokens)} tokens unpriced` : null }}
        />
      </dl>
    </section>
  );
}
