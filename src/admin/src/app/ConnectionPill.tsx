import { age } from '../format/time';
import type { ConnectionState, LiveConnection } from '../live/connection';
import { now } from '../state/clock';
import { useMonitor } from '../state/monitor';
import { Icon, type IconName } from '../ui/Icon';

interface Look {
  icon: IconName;
  word: string;
  tone: 'good' | 'warn' | 'bad' | 'quiet' | 'accent';
}

function look(state: ConnectionState): Look {
  switch (state.kind) {
    case 'live':
      return { icon: 'live', word: 'Live', tone: 'good' };
    case 'connecting':
      return { icon: 'poll', word: 'Connecting', tone: 'quiet' };
    case 'reconnecting':
      return { icon: 'retry', word: `Reconnecting (${state.attempt})`, tone: 'warn' };
    case 'polling':
      return { icon: 'poll', word: 'Polling', tone: 'warn' };
    case 'offline':
      return { icon: 'offline', word: 'Offline', tone: 'bad' };
  }
}

const PAUSED: Look = { icon: 'pause', word: 'Paused', tone: 'accent' };

/** How fresh the page is, in a shape and a word, with the age of the last thing heard. */
export function ConnectionPill({ connection }: { connection: LiveConnection }) {
  const { paused } = useMonitor();
  const state = connection.state.value;
  const reached = state.kind === 'live' || state.kind === 'polling';
  const { icon, word, tone } = paused.value && reached ? PAUSED : look(state);
  const heard = connection.heardAt.value;
  const canRetry = state.kind === 'offline' || state.kind === 'polling' || state.kind === 'reconnecting';
  return (
    <span class="connection">
      <span class={`pill pill-${tone}`} data-connection={state.kind} role="status">
        <Icon name={icon} class={state.kind === 'live' && !paused.value ? 'beat' : ''} />
        {word}
      </span>
      {heard !== null && (
        <span class="quiet small heard" title="Age of the last event">
          {age(heard, now.value)}
        </span>
      )}
      {canRetry && (
        <button type="button" class="button small" onClick={() => connection.retryNow()}>
          Reconnect
        </button>
      )}
    </span>
  );
}
