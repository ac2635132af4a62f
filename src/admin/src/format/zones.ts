/** Whether this browser knows the zone. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formatters are costly to make, so each is made once. */
export function formatOf(zone: string, options: Intl.DateTimeFormatOptions, locale = navigator.language): Intl.DateTimeFormat {
  const key = `${locale}|${zone}|${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
    formats.set(key, format);
  }

  return format;
}

const PARTS: Intl.DateTimeFormatOptions = {
  hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
};

/** What a clock in the zone shows, as `2026-03-29T03:30`. */
export function wallClock(instant: number, zone: string): string {
  const parts = Object.fromEntries(formatOf(zone, PARTS, 'en').formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts['year']?.padStart(4, '0')}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}`;
}

/**
 * The instant at which a clock in the zone shows this; the earlier one where it shows it twice, and the one an hour
 * later where it never does. NaN for what is no time.
 */
export function instantOf(wall: string, zone: string): number {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) {
    return Number.NaN;
  }

  const day = 86_400_000;
  const before = asUtc - offsetAt(asUtc - day, zone);
  const after = asUtc - offsetAt(asUtc + day, zone);
  const shows = (instant: number) => instant + offsetAt(instant, zone) === asUtc;
  return shows(before) || !shows(after) ? before : after;
}

/** Milliseconds that the zone is ahead of UTC at an instant. */
export function offsetAt(instant: number, zone: string): number {
  return Date.parse(`${wallClock(instant, zone)}Z`) - Math.floor(instant / 60_000) * 60_000;
}

/** As people say it: `UTC`, `GMT+1`, `CET`. */
export function zoneName(zone: string, at: number): string {
  return formatOf(zone, { timeZoneName: 'short' }).formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}
