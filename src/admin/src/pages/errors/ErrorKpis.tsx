import type { MetricsAnswer } from '../../api/types';
import { pointsDelta } from '../../format/delta';
import { count, duration, rate } from '../../format/numbers';
import { useResource } from '../../state/useResource';
import { windowPath } from '../../state/window';
import { Kpi } from '../../ui/Kpi';

/** How much fails, beside how much there is. */
export function ErrorKpis() {
  const resource = useResource<MetricsAnswer>(windowPath('/api/admin/metrics', { filters: ['agent', 'model', 'user'] }), { on: ['metrics'] });
  const { data, problem } = resource.value.value;
  const metrics = data?.metrics ?? null;
  const failing = (success: number | null | undefined) => (success == null ? null : Math.round((1 - success) * 10_000) / 10_000);
  if (metrics === null && problem !== null) {
    return null;
  }

  return (
    <section class="kpis" aria-label="Errors in numbers">
      <dl class={problem === null ? 'kpi-row' : 'kpi-row stale'}>
        <Kpi id="errors" label="Errors" shown={metrics && { value: metrics.failed, format: count, note: `of ${count(metrics.total_requests)} executions` }} />
        <Kpi
          id="error-rate"
          label="Error rate"
          shown={
            metrics && {
              value: failing(metrics.success_rate),
              format: rate,
              delta: pointsDelta(failing(metrics.success_rate), failing(metrics.previous.success_rate), 'up-is-bad'),
            }
          }
        />
        <Kpi id="failures" label="Failures" shown={metrics && { value: metrics.failed - metrics.timeouts, format: count, note: 'reported as failed' }} />
        <Kpi id="timeouts" label="Timeouts" shown={metrics && { value: metrics.timeouts, format: count, note: 'no answer in time' }} />
        <Kpi id="slowest" label="Slowest" shown={metrics && { value: metrics.latency_ms.max, format: duration, note: 'of all that finished' }} />
      </dl>
    </section>
  );
}
