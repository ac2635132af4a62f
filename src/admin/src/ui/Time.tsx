import { fullTime, shortTime } from '../format/time';
import { zone } from '../state/zone';

interface TimeProps {
  of: string | number;
  format?: (instant: string | number, zone: string) => string;
}

/** An instant in the zone that is looked at; with its zone and seconds in the title. */
export function Time({ of, format = shortTime }: TimeProps) {
  return (
    <time dateTime={new Date(of).toISOString()} title={fullTime(of, zone.value)}>
      {format(of, zone.value)}
    </time>
  );
}
