import type { EscalationRow, EscalationState, Severity } from '../../../api/sessions';
import { duration } from '../../../format/numbers';
import { showRun } from '../../../state/address';
import { now } from '../../../state/clock';
import { Link } from '../../../ui/Link';
import { StateMark, type Level } from '../../../ui/StateMark';
import type { Column } from '../../../ui/table/DataTable';
import { Time } from '../../../ui/Time';

const STATES: Record<EscalationState, { level: Level; word: string }> = {
  pending: { level: 'warn', word: 'pending' },
  in_progress: { level: 'accent', word: 'in progress' },
  resolved: { level: 'good', word: 'resolved' },
};

const SEVERITIES: Record<Severity, Level> = { low: 'quiet', normal: 'quiet', high: 'warn', critical: 'bad' };

/** What can be done next, in the words of who does it. */
export const MOVES: Record<EscalationState, readonly { to: EscalationState; label: string; primary?: boolean }[]> = {
  pending: [
    { to: 'in_progress', label: 'Take', primary: true },
    { to: 'resolved', label: 'Resolve' },
  ],
  in_progress: [
    { to: 'resolved', label: 'Resolve', primary: true },
    { to: 'pending', label: 'Give back' },
  ],
  resolved: [{ to: 'pending', label: 'Reopen' }],
};

export function escalationColumns(move: (row: EscalationRow, to: EscalationState) => void): readonly Column<EscalationRow>[] {
  return [
    {
      id: 'raised',
      label: 'Raised',
      text: true,
      cell: ({ execution_id, raised_at }) => (
        <button type="button" class="link" data-walk data-run={execution_id} onClick={() => showRun(execution_id)}>
          <Time of={raised_at} />
        </button>
      ),
    },
    {
      id: 'severity',
      label: 'Severity',
      text: true,
      cell: ({ severity }) => (severity === null ? <span class="unknown">—</span> : <StateMark level={SEVERITIES[severity]} word={severity} icon={severity === 'critical' ? 'warning' : severity === 'high' ? 'up' : 'diamond'} />),
    },
    { id: 'state', label: 'State', text: true, class: 'roomy', cell: ({ state }) => <StateMark {...STATES[state]} pill={false} /> },
    { id: 'wait', label: 'Wait', title: 'Until somebody took it', cell: (row) => <span class="numbers">{duration(waitOf(row, now.value))}</span> },
    { id: 'agent', label: 'Agent', text: true, class: 'roomy', cell: ({ agent_name }) => <Link to={['agents', agent_name]}>{agent_name}</Link> },
    { id: 'user', label: 'User', text: true, class: 'clipped spacious', cell: ({ user_id }) => (user_id === null ? <span class="unknown">—</span> : <Link to={['users', user_id]}>{user_id}</Link>) },
    { id: 'session', label: 'Session', text: true, class: 'clipped spacious', cell: ({ session_id }) => (session_id === null ? <span class="unknown">—</span> : <Link to={['sessions', session_id]}>{session_id}</Link>) },
    {
      id: 'note',
      label: 'Note',
      text: true,
      class: 'wraps spacious',
      cell: ({ note, error_message }) => note ?? (error_message === null ? <span class="unknown">—</span> : <span class="quiet">{error_message}</span>),
    },
    {
      id: 'moves',
      label: 'Action',
      class: 'acts',
      cell: (row) => (
        <span class="row-actions">
          {MOVES[row.state].map(({ to, label, primary }) => (
            <button key={to} type="button" class={primary ? 'button small primary' : 'button small'} onClick={() => move(row, to)}>
              {label}
            </button>
          ))}
        </span>
      ),
    },
  ];
}

/** What waits still waits longer while it is looked at. */
export function waitOf({ state, raised_at, wait_ms }: EscalationRow, now: number): number {
  return state === 'pending' ? Math.max(wait_ms, now - Date.parse(raised_at)) : wait_ms;
}
