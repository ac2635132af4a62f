import { ago, age, fullTime } from '../format/time';
import { now } from '../state/clock';
import { zone } from '../state/zone';

/** An age that grows while it is looked at; the exact time is in its title. */
export function Age({ of, long = false }: { of: string | number; long?: boolean }) {
  return (
    <time dateTime={new Date(of).toISOString()} title={fullTime(of, zone.value)}>
      {(long ? ago : age)(of, now.value)}
    </time>
  );
}
