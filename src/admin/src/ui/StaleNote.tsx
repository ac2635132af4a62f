import { timeOfDay } from '../format/time';
import { zone } from '../state/zone';

/** When what is shown was true, and why nothing newer is. */
export interface Staleness {
  at: string | number;
  says: string;
}

/** Stands in the head of what it is about, so that nothing moves when it comes and goes. */
export function StaleNote({ at, says, retry }: Staleness & { retry: () => void }) {
  return (
    <span class="stale-note" title={says}>
      As of {timeOfDay(at, zone.value)}
      <span class="unseen">. {says}</span>{' '}
      <button type="button" class="link" onClick={retry}>
        Retry
      </button>
    </span>
  );
}
