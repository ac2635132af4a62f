import type { ActivityAnswer } from '../../api/activity';
import { count, duration, rate, shortCount, usd } from '../../format/numbers';
import { reported } from '../../format/reported';
import { dayAndMonth } from '../../format/time';
import type { Resource } from '../../state/resource';
import { Age } from '../../ui/Age';
import { Kpi } from '../../ui/Kpi';
import { Problem } from '../../ui/Problem';
import { Time } from '../../ui/Time';

/** Everything that one user ever did, in numbers. */
export function UserFacts({ resource }: { resource: Resource<ActivityAnswer> }) {
  const { data, problem } = resource.value.value;
  const all = data?.summary ?? null;
  if (all === null && problem !== null) {
    return (
      <section class="panel" aria-label="The user in numbers">
        <Problem problem={problem} retry={() => void resource.refresh()} />
      </section>
    );
  }

  return (
    <section class="kpis" aria-label="The user in numbers">
      <dl class={problem === null ? 'kpi-row' : 'kpi-row stale'}>
        <Kpi id="executions" label="Executions" shown={all && { value: all.total_requests, format: shortCount, note: `on ${count(all.active_days)} ${all.active_days === 1 ? 'day' : 'days'}` }} />
        <Kpi id="success-rate" label="Success rate" shown={all && { value: all.success_rate, format: rate, note: all.failed > 0 ? `${count(all.failed)} failed` : null }} />
        <Kpi id="time" label="Average time" shown={all && { value: all.avg_execution_time_ms, format: duration }} />
        <Kpi id="tokens" label="Tokens" shown={all && { value: reported(all.total_tokens_used, all.total_requests), format: shortCount }} />
        <Kpi
          id="cost"
          label="Cost"
          shown={all && { value: reported(all.total_cost_usd, all.total_requests), format: usd, note: all.unpriced_tokens > 0 ? `${shortCount(all.unpriced_tokens)} tokens unpriced` : null }}
        />
        <Kpi id="sessions" label="Sessions" shown={all && { value: all.sessions, format: count, note: all.favourite_agent && `mostly ${all.favourite_agent}` }} />
        <div class="kpi" data-kpi="seen">
          <dt>First and last seen</dt>
          <dd class="seen">
            {all === null ? (
              <span class="skeleton" />
            ) : (
              <>
                {all.first_seen ? <Time of={all.first_seen} format={dayAndMonth} /> : '—'} – {all.last_seen ? <Age of={all.last_seen} long /> : '—'}
              </>
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}
