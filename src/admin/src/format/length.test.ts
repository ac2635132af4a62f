import { expect, test } from 'vitest';
import { length } from './length';

test('what somebody has set is said without noughts at its end', () => {
  expect([30_000, 900_000, 930_000, 3_600_000, 5_400_000, 86_400_000].map(length)).toEqual(['30 s', '15 min', '15 min 30 s', '1 h', '1 h 30 min', '24 h']);
});
