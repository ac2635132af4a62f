export const RANGES = [
  { id: '1h', hours: 1, label: 'Last hour', short: '1 h' },
  { id: '6h', hours: 6, label: 'Last 6 hours', short: '6 h' },
  { id: '24h', hours: 24, label: 'Last 24 hours', short: '24 h' },
  { id: '7d', hours: 168, label: 'Last 7 days', short: '7 d' },
  { id: '30d', hours: 720, label: 'Last 30 days', short: '30 d' },
  { id: '90d', hours: 2160, label: 'Last 90 days', short: '90 d' },
] as const;

export type Range = (typeof RANGES)[number];
export type RangeId = Range['id'];

/** The window that is looked at: one that moves with the clock, or one that stands still. */
export type Span = { kind: 'live'; range: Range } | { kind: 'fixed'; from: number; to: number };

export const HOUR_MS = 3_600_000;
const USUAL = RANGES[2];

export function rangeOf(id: string | null): Range {
  return RANGES.find((range) => range.id === id) ?? USUAL;
}

/** A fixed window wins over a range; one that cannot be read is no window. */
export function spanOf(parameters: URLSearchParams): Span {
  const from = Date.parse(parameters.get('from') ?? '');
  const to = Date.parse(parameters.get('to') ?? '');
  return from < to ? { kind: 'fixed', from, to } : { kind: 'live', range: rangeOf(parameters.get('range')) };
}

export function hoursOf(span: Span): number {
  return span.kind === 'live' ? span.range.hours : (span.to - span.from) / HOUR_MS;
}

export function boundsOf(span: Span, now: number): { from: number; to: number } {
  return span.kind === 'fixed' ? span : { from: now - span.range.hours * HOUR_MS, to: now };
}

/** One length back or forth. Forth never goes beyond now; there a usual length becomes live again. */
export function shifted(span: Span, direction: -1 | 1, now: number): Span {
  const { from, to } = boundsOf(span, now);
  const length = to - from;
  const end = to + direction * length;
  // The clock went on since the step back, and addresses know no seconds.
  const nearly = Math.max(120_000, length / 50);
  if (direction === 1 && end > now - nearly) {
    const range = RANGES.find(({ hours }) => hours * HOUR_MS === length);
    return range ? { kind: 'live', range } : { kind: 'fixed', from: now - length, to: now };
  }

  return { kind: 'fixed', from: end - length, to: end };
}

/** The parameters that say this window, and only this one. */
export function parametersOf(span: Span): Record<'range' | 'from' | 'to', string | null> {
  return span.kind === 'live'
    ? { range: span.range === USUAL ? null : span.range.id, from: null, to: null }
    : { range: null, from: instantText(span.from), to: instantText(span.to) };
}

function instantText(instant: number): string {
  return new Date(Math.floor(instant / 60_000) * 60_000).toISOString().replace(':00.000Z', 'Z');
}
