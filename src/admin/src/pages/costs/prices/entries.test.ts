import { expect, test } from 'vitest';
import { price } from '../../../test/money';
import { isCurrent } from './entries';

const old = price({ effective_from: '2024-01-01' });
const today = price({ effective_from: '2026-10-01' });
const later = price({ effective_from: '2027-01-01' });
const own = price({ effective_from: '2026-10-01', origin: 'admin' });

test('the latest that has begun counts', () => {
  const all = [old, today, later];

  expect(all.filter((entry) => isCurrent(entry, all, '2026-11-01'))).toEqual([today]);
});

test('an own entry goes before a built-in one of the same day', () => {
  expect(isCurrent(own, [today, own], '2026-11-01')).toBe(true);
  expect(isCurrent(today, [today, own], '2026-11-01')).toBe(false);
});
