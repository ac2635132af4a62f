const locale = navigator.language;
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' });

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, as short as it can be said. Clocks that disagree a little do not make a future. */
export function age(then: string | number, now: number): string {
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

export function ago(then: string | number, now: number): string {
  const text = age(then, now);
  return text === 'now' ? 'just now' : `${text} ago`;
}

export function timeOfDay(instant: string | number): string {
  return clock.format(new Date(instant));
}

export function fullTime(instant: string | number): string {
  return full.format(new Date(instant));
}
