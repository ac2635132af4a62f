import type { HealthAnswer, HealthPart, HealthState } from '../../api/health';
import { count, duration } from '../../format/numbers';
import { timeOfDay } from '../../format/time';
import type { Monitor } from '../../state/monitor';
import { Icon, type IconName } from '../../ui/Icon';

const LOOKS: Record<HealthState, { icon: IconName; word: string }> = {
  ok: { icon: 'check', word: 'fine' },
  degraded: { icon: 'clock', word: 'degraded' },
  down: { icon: 'cross', word: 'down' },
};

/** One line about the monitor itself: can its numbers be trusted right now? */
export function Health({ monitor }: { monitor: Monitor }) {
  const { data, at, problem } = monitor.health.value.value;
  return (
    <section class="health" aria-label="Health of the monitor">
      {data === null ? (
        <span class={problem ? 'attention' : 'quiet'}>{problem ? problem.message : 'Asking the server…'}</span>
      ) : (
        <ul class={problem ? 'stale' : ''}>
          {partsOf(data).map((part) => (
            <Part key={part.name} {...part} />
          ))}
        </ul>
      )}
      {at !== null && problem !== null && <span class="attention">as of {timeOfDay(at)}</span>}
      <Window monitor={monitor} />
    </section>
  );
}

interface PartProps {
  name: string;
  state: HealthState;
  says: string;
}

function Part({ name, state, says }: PartProps) {
  return (
    <li class={`part part-${state}`}>
      <Icon name={LOOKS[state].icon} />
      <span>{name}</span> <span class="quiet">{says}</span>
    </li>
  );
}

function partsOf({ checks, feed_lag_ms, uptime_ms, memory_mb }: HealthAnswer): PartProps[] {
  const { store, feed, live } = checks;
  const listeners = live?.figures['subscribers'];
  const parts: (PartProps | null)[] = [
    part('Store', store, (healthy) => duration(healthy.took_ms)),
    part('Feed', feed, () => (feed_lag_ms < 1000 ? 'up to date' : `${duration(feed_lag_ms)} behind`)),
    part('Live', live, () => (listeners == null ? 'fine' : `${count(listeners)} watching`)),
    { name: 'Up', state: 'ok', says: `${duration(uptime_ms)}, ${count(memory_mb)} MB` },
  ];
  return parts.filter((part) => part !== null);
}

function part(name: string, found: HealthPart | undefined, fine: (found: HealthPart) => string): PartProps | null {
  if (found === undefined) {
    return null;
  }

  return { name, state: found.status, says: found.status === 'ok' ? fine(found) : (found.detail ?? LOOKS[found.status].word) };
}

function Window({ monitor }: { monitor: Monitor }) {
  const answer = monitor.metrics.value.value.data;
  return answer === null ? null : (
    <span class="window quiet">
      Since {new Date(answer.window.from).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}
      {answer.meta.data_state !== 'live' && <span class="attention"> · numbers as of {timeOfDay(answer.meta.as_of)}</span>}
    </span>
  );
}
