import { formatOf } from './zones';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Instant = string | number;

/** How long ago, as short as it can be said. Clocks that disagree a little do not make a future. */
export function age(then: Instant, now: number): string {
  const seconds = Math.floor((now - new Date(then).getTime()) / 1000);
  if (seconds < 2) {
    return 'now';
  }

  if (seconds < MINUTE) {
    return `${seconds} s`;
  }

  if (seconds < HOUR) {
    return `${Math.floor(seconds / MINUTE)} min`;
  }

  return seconds < DAY ? `${Math.floor(seconds / HOUR)} h` : `${Math.floor(seconds / DAY)} d`;
}

export function ago(then: Instant, now: number): string {
  const text = age(then, now);
  return text === 'now' ? 'just now' : `${text} ago`;
}

const said = (options: Intl.DateTimeFormatOptions) => (instant: Instant, zone: string) =>
  formatOf(zone, options).format(new Date(instant));

/** 14:05:09 */
export const timeOfDay = said({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
/** 14:05 */
export const hourAndMinute = said({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
/** Nov 26 */
export const dayAndMonth = said({ day: 'numeric', month: 'short' });
/** Thu, Nov 26 */
export const weekday = said({ weekday: 'short', day: 'numeric', month: 'short' });
/** Nov 26, 14:05 */
export const shortTime = said({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
/** Nov 26, 2026, 14:05:09 GMT+1 */
export const fullTime = said({
  year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short', hourCycle: 'h23',
});
/** November 2026 */
export const month = said({ month: 'long', year: 'numeric' });
