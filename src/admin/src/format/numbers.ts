const locale = navigator.language;
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** What stands where a value is unknown; never 0. */
export const NOT_REPORTED = 'not reported';

const dollars = (options: Intl.NumberFormatOptions) =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', ...options });
const cents = dollars({});
const parts = dollars({ minimumFractionDigits: 2, maximumFractionDigits: 4 });
const traces = dollars({ maximumSignificantDigits: 2 });
const thousands = dollars({ notation: 'compact', maximumFractionDigits: 1 });

export function count(value: number): string {
  return whole.format(value);
}

/** From 10,000 on the last digits say nothing at a glance. */
export function shortCount(value: number): string {
  return Math.abs(value) < 10_000 ? whole.format(value) : short.format(value);
}

/** A ratio of 1 is 100 %; a rate that is not quite perfect never rounds up to it. */
export function rate(value: number): string {
  return percent.format(value < 1 ? Math.min(value, 0.999) : value);
}

/** Runs cost fractions of a cent, months cost thousands; both stay readable. */
export function usd(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && size < 1) {
    return (size < 0.001 ? traces : parts).format(value);
  }

  return (size < 10_000 ? cents : thousands).format(value);
}

/** Milliseconds as people say them: 840 ms, 2.1 s, 3 min 5 s, 2 h 10 min. */
export function duration(ms: number): string {
  if (ms < 999.5) {
    return `${whole.format(ms)} ms`;
  }

  if (ms < 59_950) {
    return `${tenths.format(ms / 1000)} s`;
  }

  const seconds = Math.round(ms / 1000);
  return seconds < 3600
    ? `${Math.floor(seconds / 60)} min ${seconds % 60} s`
    : `${whole.format(Math.floor(seconds / 3600))} h ${Math.floor((seconds % 3600) / 60)} min`;
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
