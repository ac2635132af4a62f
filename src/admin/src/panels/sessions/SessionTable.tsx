import type { SessionRow } from '../../api/sessions';
import { languageName } from '../../format/language';
import { duration } from '../../format/numbers';
import { go } from '../../state/address';
import { Age } from '../../ui/Age';
import { Figure } from '../../ui/Figure';
import { Link } from '../../ui/Link';
import { StateMark } from '../../ui/StateMark';
import { DataTable, type Column } from '../../ui/table/DataTable';
import { Time } from '../../ui/Time';
import './sessions.css';

const COLUMNS: readonly Column<SessionRow>[] = [
  {
    id: 'session',
    label: 'Session',
    text: true,
    cell: ({ session_id, is_active }) => (
      <span class="session-name">
        <Link to={['sessions', session_id]} title={session_id} walk>
          {session_id}
        </Link>
        {is_active && <StateMark level="good" word="live" icon="live" />}
      </span>
    ),
  },
  {
    id: 'user',
    label: 'User',
    text: true,
    class: 'clipped',
    cell: ({ user_id, user_name }) => (user_id === null ? <span class="unknown">—</span> : <Link to={['users', user_id]} title={user_id}>{user_name ?? user_id}</Link>),
  },
  { id: 'agent', label: 'Agent', title: 'The agent that it talks to, or talked to last', text: true, cell: ({ current_agent }) => (current_agent === null ? <span class="unknown">—</span> : <Link to={['agents', current_agent]}>{current_agent}</Link>) },
  { id: 'language', label: 'Language', text: true, class: 'spacious', cell: ({ language }) => (language === null ? <span class="unknown">—</span> : languageName(language)) },
  { id: 'region', label: 'Region', text: true, class: 'spacious', cell: ({ region }) => region ?? <span class="unknown">—</span> },
  { id: 'began', label: 'Began', class: 'spacious', cell: ({ first_activity_at }) => <Time of={first_activity_at} /> },
  { id: 'lasted', label: 'Lasted', title: 'From the first beginning to the last end', cell: ({ duration_ms }) => <Figure value={duration_ms === 0 ? null : duration_ms} format={duration} unknown="—" /> },
  { id: 'last', label: 'Last activity', cell: ({ last_activity_at }) => <Age of={last_activity_at} long /> },
];

/** Sessions, the last active first; each leads to its journey. */
export function SessionTable({ rows, without }: { rows: readonly SessionRow[]; without?: string }) {
  return (
    <DataTable
      label="Sessions"
      columns={COLUMNS.filter(({ id }) => id !== without)}
      rows={rows}
      idOf={({ session_id }) => session_id}
      open={({ session_id }) => go(['sessions', session_id])}
    />
  );
}
