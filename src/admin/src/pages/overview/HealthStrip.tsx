import type { HealthAnswer, HealthPart, HealthState } from '../../api/health';
import { count, duration } from '../../format/numbers';
import { timeOfDay } from '../../format/time';
import { useResource } from '../../state/useResource';
import { zone } from '../../state/zone';
import { Age } from '../../ui/Age';
import { Link } from '../../ui/Link';
import { StateMark, type Level } from '../../ui/StateMark';

const LOOKS: Record<HealthState, { level: Level; word: string }> = {
  ok: { level: 'good', word: 'fine' },
  degraded: { level: 'warn', word: 'degraded' },
  down: { level: 'bad', word: 'down' },
};

/** One line about the monitor itself: can its numbers be trusted right now? */
export function HealthStrip() {
  const resource = useResource<HealthAnswer>('/api/health/quick', { on: ['health'], every: 15_000 });
  const { data, at, problem } = resource.value.value;
  return (
    <section class="health-strip" aria-label="Health of the monitor">
      {data === null ? (
        <span class={problem ? 'attention' : 'quiet'}>{problem ? problem.message : 'Asking the server…'}</span>
      ) : (
        <ul class={problem ? 'stale' : ''}>
          {partsOf(data).map(({ name, state, says }) => (
            <li key={name}>
              <StateMark level={LOOKS[state].level} word={name} pill={false} /> <span class="quiet">{says}</span>
            </li>
          ))}
        </ul>
      )}
      <span class="quiet health-checked">
        {at !== null && problem !== null && <span class="attention">as of {timeOfDay(at, zone.value)} · </span>}
        {at !== null && problem === null && (
          <>
            checked <Age of={at} long /> ·{' '}
          </>
        )}
        <Link to={['health']} class="link">
          Details
        </Link>
      </span>
    </section>
  );
}

interface Part {
  name: string;
  state: HealthState;
  says: string;
}

function partsOf({ checks, feed_lag_ms, uptime_ms, memory_mb }: HealthAnswer): Part[] {
  const { store, feed, live } = checks;
  const listeners = live?.figures['subscribers'];
  const parts: (Part | null)[] = [
    { name: 'API', state: 'ok', says: `up ${duration(uptime_ms)}, ${count(memory_mb)} MB` },
    part('Store', store, (healthy) => duration(healthy.took_ms)),
    part('Feed', feed, () => (feed_lag_ms < 1000 ? 'up to date' : `${duration(feed_lag_ms)} behind`)),
    part('Live', live, () => (listeners == null ? 'fine' : `${count(listeners)} watching`)),
  ];
  return parts.filter((part) => part !== null);
}

function part(name: string, found: HealthPart | undefined, fine: (found: HealthPart) => string): Part | null {
  if (found === undefined) {
    return null;
  }

  return { name, state: found.status, says: found.status === 'ok' ? fine(found) : (found.detail ?? LOOKS[found.status].word) };
}
