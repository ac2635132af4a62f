import { expect, test } from 'vitest';
import { length, share } from './length';

test('what somebody has set is said without noughts at its end', () => {
  expect([30_000, 900_000, 930_000, 3_600_000, 5_400_000, 86_400_000, 604_800_000].map(length)).toEqual(['30 s', '15 min', '15 min 30 s', '1 h', '1 h 30 min', '24 h', '7 d']);
});

test('a share that somebody has set is said as it was set', () => {
  expect([0.95, 0.995, 1, 0.2].map(share)).toEqual(['95%', '99.5%', '100%', '20%']);
});
