import type { RealtimeAnswer } from '../../api/realtime';
import { count, duration } from '../../format/numbers';
import type { Resource } from '../../state/resource';
import { Bar } from '../../ui/Bar';
import { Empty } from '../../ui/Empty';
import { Link } from '../../ui/Link';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';

/** Sessions with activity in the last half hour, by the language they are held in. */
export function LiveSessions({ realtime }: { realtime: Resource<RealtimeAnswer> }) {
  const sessions = realtime.value.value.data?.live_sessions;
  return (
    <Panel
      title="Live sessions"
      note={sessions != null && sessions.average_duration_ms !== null && `${duration(sessions.average_duration_ms)} on average`}
      tools={<Link to={['sessions']} class="link small">All sessions</Link>}
      resource={realtime}
      section="live_sessions"
      skeleton={<SkeletonRows rows={3} />}
      empty={{
        when: ({ live_sessions }) => live_sessions === null || live_sessions.total === 0,
        shows: <Empty title="No live sessions">Executions that name a <code>session_id</code> make one, for half an hour.</Empty>,
      }}
    >
      {({ live_sessions }) => <Languages total={live_sessions?.total ?? 0} byLanguage={live_sessions?.by_language ?? {}} />}
    </Panel>
  );
}

const names = new Intl.DisplayNames(navigator.language, { type: 'language', fallback: 'code' });

function Languages({ total, byLanguage }: { total: number; byLanguage: Record<string, number> }) {
  const rows = Object.entries(byLanguage).sort(([, a], [, b]) => b - a);
  return (
    <ul class="languages">
      {rows.map(([language, sessions]) => (
        <li key={language}>
          <span>{nameOf(language)}</span>
          <Bar share={total === 0 ? 0 : sessions / total} />
          <span class="numbers">{count(sessions)}</span>
        </li>
      ))}
    </ul>
  );
}

function nameOf(language: string): string {
  if (language === 'unknown') {
    return 'not reported';
  }

  try {
    return names.of(language) ?? language;
  } catch {
    return language;
  }
}
