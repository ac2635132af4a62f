import type { RealtimeAnswer } from '../../api/realtime';
import { count, duration, rate, shortCount } from '../../format/numbers';
import type { Resource } from '../../state/resource';
import { now } from '../../state/clock';
import { useMonitor } from '../../state/monitor';
import { Kpi } from '../../ui/Kpi';

/** What the last minutes say, section by section: what one source does not give stays "—" and leaves the rest alone. */
export function LiveFigures({ realtime }: { realtime: Resource<RealtimeAnswer> }) {
  const { throughput } = useMonitor();
  const { data, problem } = realtime.value.value;
  const minute = throughput.points(1, 60, now.value)[0];
  const waiting = data === null && problem === null;
  const sections = data ?? { transactions: null, active_users: null, live_sessions: null, escalations: null, system: null };
  const { transactions, active_users, live_sessions, escalations, system } = sections;
  const gone = problem === null ? null : 'not available';
  return (
    <section class="kpis" aria-label="Right now">
      <dl class={problem !== null && data !== null ? 'kpi-row stale' : 'kpi-row'}>
        <Kpi
          id="per-minute"
          label="Per minute"
          shown={{
            value: system?.throughput_per_min ?? minute?.arrived ?? 0,
            format: count,
            note: minute !== undefined && minute.failed > 0 ? `${count(minute.failed)} failed` : 'none failed',
          }}
        />
        <Kpi id="running" label="Running" to={['live']} shown={waiting ? null : { value: transactions?.running ?? null, format: count, note: gone ?? pendingNote(transactions) }} />
        <Kpi id="error-rate" label="Error rate" to={['errors']} shown={waiting ? null : { value: system?.error_rate ?? null, format: rate, note: gone }} />
        <Kpi
          id="active-users"
          label="Active users"
          to={['users']}
          shown={waiting ? null : { value: active_users?.current ?? null, format: count, note: gone ?? (active_users && `30 min ${shortCount(active_users.active_30m)} · today ${shortCount(active_users.today)}`) }}
        />
        <Kpi
          id="live-sessions"
          label="Live sessions"
          to={['sessions']}
          shown={waiting ? null : { value: live_sessions?.total ?? null, format: count, note: gone ?? (live_sessions && `${count(live_sessions.new_in_last_minute)} new in the last minute`) }}
        />
        <Kpi
          id="escalations"
          label="Escalations"
          to={['sessions']}
          with={{ tab: 'escalations' }}
          shown={
            waiting
              ? null
              : {
                  value: escalations?.pending ?? null,
                  format: count,
                  note: gone ?? (escalations && (
                    <>
                      {escalations.critical > 0 && <span class="attention">{count(escalations.critical)} critical · </span>}
                      {count(escalations.in_progress)} in progress
                      {escalations.average_wait_ms !== null && <span class="nowrap"> · wait {duration(escalations.average_wait_ms)}</span>}
                    </>
                  )),
                }
          }
        />
      </dl>
    </section>
  );
}

function pendingNote(transactions: RealtimeAnswer['transactions']): string | null {
  return transactions === null ? null : `${count(transactions.completed)} completed · ${count(transactions.failed)} failed`;
}
