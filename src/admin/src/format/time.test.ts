import { expect, test } from 'vitest';
import { age, ago } from './time';

const now = Date.parse('2026-10-20T10:00:00Z');
const before = (seconds: number) => new Date(now - seconds * 1000).toISOString();

test('ages are one number and a unit', () => {
  const ages = [0, 1.9, 2, 59, 60, 3599, 3600, 86_399, 86_400, 864_000].map((seconds) => age(before(seconds), now));

  expect(ages).toEqual(['now', 'now', '2 s', '59 s', '1 min', '59 min', '1 h', '23 h', '1 d', '10 d']);
});

test('a clock that is a little ahead makes no future', () => {
  expect(age(before(-30), now)).toBe('now');
  expect(ago(before(-30), now)).toBe('just now');
});
