import { expect, test } from 'vitest';
import { hoursOf, HOUR_MS, parametersOf, rangeOf, shifted, spanOf, type Span } from './range';

const now = Date.parse('2026-11-26T12:00:00Z');
const spanIn = (search: string) => spanOf(new URLSearchParams(search));

test('an address without a window, or with one nobody can read, shows the last day', () => {
  const day: Span = { kind: 'live', range: rangeOf('24h') };
  for (const search of ['', 'range=9y', 'from=yesterday&to=today', 'from=2026-11-26T10:00Z', 'from=2026-11-26T10:00Z&to=2026-11-26T09:00Z']) {
    expect(spanIn(search)).toEqual(day);
  }
});

test('a fixed window wins over a range', () => {
  const span = spanIn('range=7d&from=2026-11-26T10:00Z&to=2026-11-26T11:30Z');

  expect(span.kind).toBe('fixed');
  expect(hoursOf(span)).toBe(1.5);
});

test('what the address says of a window is read as the same window', () => {
  for (const span of [spanIn('range=7d'), spanIn(''), spanIn('from=2026-11-26T10:00Z&to=2026-11-26T11:30Z')]) {
    const parameters = Object.entries(parametersOf(span)).filter(([, value]) => value !== null) as [string, string][];
    expect(spanOf(new URLSearchParams(parameters))).toEqual(span);
  }
});

test('a step back stands still, and steps on lead back to the window that moves', () => {
  const live: Span = { kind: 'live', range: rangeOf('24h') };

  const back = shifted(live, -1, now);
  expect(back).toEqual({ kind: 'fixed', from: now - 48 * HOUR_MS, to: now - 24 * HOUR_MS });

  expect(shifted(back, 1, now)).toEqual(live);
  expect(shifted(back, 1, now + 100_000)).toEqual(live);
});

test('a step on from a window of an odd length ends with now', () => {
  const odd: Span = { kind: 'fixed', from: now - 5 * HOUR_MS, to: now - 2 * HOUR_MS };

  expect(shifted(odd, 1, now)).toEqual({ kind: 'fixed', from: now - 3 * HOUR_MS, to: now });
});
