import { expect, test } from 'vitest';
import { trendModel } from './trend';

const at = (text: string) => Date.parse(text);

test('hours without errors are nought, and hours outside the window are left out', () => {
  const { starts, lines } = trendModel(
    [{ start: '2026-10-20T08:00:00Z', count: 3 }, { start: '2026-10-19T08:00:00Z', count: 9 }],
    { from: at('2026-10-20T07:30:00Z'), to: at('2026-10-20T09:10:00Z') },
    'UTC',
  );

  expect(starts.map((start) => new Date(start).toISOString().slice(11, 16))).toEqual(['07:00', '08:00', '09:00']);
  expect(lines[0]?.values).toEqual([0, 3, 0]);
});

test('a long window is cut into days of the zone, also where the clock is put back', () => {
  const { starts, lines } = trendModel(
    [{ start: '2026-10-24T22:00:00Z', count: 1 }, { start: '2026-10-25T22:00:00Z', count: 2 }, { start: '2026-10-25T23:00:00Z', count: 4 }],
    { from: at('2026-10-15T00:00:00Z'), to: at('2026-10-28T00:00:00Z') },
    'Europe/Berlin',
  );

  const day = (text: string) => lines[0]?.values[starts.indexOf(at(text))];
  expect(day('2026-10-24T22:00:00Z')).toBe(3);
  expect(day('2026-10-25T23:00:00Z')).toBe(4);
});
