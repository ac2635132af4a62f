const locale = navigator.language;
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(locale, { notation: 'compact', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const wholePercent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const percent = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** What stands where a value is unknown; never 0. */
export const NOT_REPORTED = 'not reported';

const dollars = (options: Intl.NumberFormatOptions) =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', ...options });
const cents = dollars({});
const parts = dollars({ minimumFractionDigits: 4, maximumFractionDigits: 4 });
const exactly = dollars({ minimumFractionDigits: 2, maximumFractionDigits: 9 });
const traces = dollars({ maximumSignificantDigits: 2 });
const thousands = dollars({ notation: 'compact', minimumFractionDigits: 1, maximumFractionDigits: 1 });

export function count(value: number): string {
  return whole.format(value);
}

/** From 10,000 on the last digits say nothing at a glance. */
export function shortCount(value: number): string {
  return Math.abs(value) < 10_000 ? whole.format(value) : short.format(value);
}

/** A ratio of 1 is 100 %; a rate that is not quite perfect never rounds up to it, nor one that is not nothing down to 0. */
export function rate(value: number): string {
  return value === 0 || value === 1 ? wholePercent.format(value) : percent.format(value < 1 ? Math.max(0.001, Math.min(value, 0.999)) : value);
}

/** How much of something is used up; the tenths of a percent say nothing there. */
export function portion(value: number): string {
  return wholePercent.format(value);
}

/** Runs cost fractions of a cent, months cost thousands; both stay readable. */
export function usd(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && size < 0.1) {
    return (size < 0.001 ? traces : parts).format(value);
  }

  return (size < 10_000 ? cents : thousands).format(value);
}

/** To the last digit: a price, or what stands behind a sum that was rounded. */
export function exactUsd(value: number): string {
  return exactly.format(value);
}

/** All digits of what `shown` rounds; null where nothing was rounded. */
export function unrounded(value: number, shown: (value: number) => string): string | null {
  const exact = shown === shortCount ? count(value) : shown === usd ? exactUsd(value) : null;
  return exact === shown(value) ? null : exact;
}

/** Milliseconds as people say them: 840 ms, 2.1 s, 3 min 5 s, 2 h 10 min, 3 d 4 h. */
export function duration(ms: number): string {
  if (ms < 999.5) {
    return `${whole.format(ms)} ms`;
  }

  if (ms < 59_950) {
    return `${tenths.format(ms / 1000)} s`;
  }

  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  }

  const hours = Math.floor(seconds / 3600);
  return hours < 48 ? `${hours} h ${Math.floor((seconds % 3600) / 60)} min` : `${whole.format(Math.floor(hours / 24))} d ${hours % 24} h`;
}

/** 840 B, 12.4 KB, 3.1 MB */
export function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  const at = Math.min(units.length - 1, value < 1 ? 0 : Math.floor(Math.log2(value) / 10));
  return `${at === 0 ? whole.format(value) : tenths.format(value / 1024 ** at)} ${units[at]}`;
}

/** Formats what is known; null and absent are not reported. */
export function known<T>(value: T | null | undefined, format: (value: T) => string): string {
  return value === null || value === undefined ? NOT_REPORTED : format(value);
}
