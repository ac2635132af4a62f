import { ago, age, fullTime } from '../format/time';
import { now } from '../state/clock';

/** An age that grows while it is looked at; the exact time is in its title. */
export function Age({ of, long = false }: { of: string; long?: boolean }) {
  return (
    <time dateTime={of} title={fullTime(of)}>
      {(long ? ago : age)(of, now.value)}
    </time>
  );
}
