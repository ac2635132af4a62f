import type { SessionsAnswer } from '../../api/sessions';
import { count, duration } from '../../format/numbers';
import type { Resource } from '../../state/resource';
import { Kpi } from '../../ui/Kpi';

/** How much is being talked just now. */
export function SessionKpis({ resource }: { resource: Resource<SessionsAnswer> }) {
  const { data, problem } = resource.value.value;
  const all = data?.summary ?? null;
  const languages = all && Object.keys(all.by_language).filter((language) => language !== 'unknown').length;
  if (all === null && problem !== null) {
    return null;
  }

  return (
    <section class="kpis" aria-label="Live sessions in numbers">
      <dl class={problem === null ? 'kpi-row' : 'kpi-row stale'}>
        <Kpi id="active" label="Live" shown={all && { value: all.active, format: count, note: 'active in the last 30 minutes' }} />
        <Kpi id="new" label="New" shown={all && { value: all.new_in_last_minute, format: count, note: 'in the last minute' }} />
        <Kpi id="duration" label="Average length" shown={all && { value: all.average_duration_ms, format: duration, note: 'of the live ones' }} />
        <Kpi id="languages" label="Languages" shown={all && { value: languages, format: count, note: 'spoken just now' }} />
      </dl>
    </section>
  );
}
