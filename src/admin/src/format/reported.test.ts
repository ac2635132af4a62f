import { expect, test } from 'vitest';
import { reported } from './reported';

test('a sum of nothing is unknown where there were executions and 0 where there were none', () => {
  expect(reported(0, 5)).toBeNull();
  expect(reported(0, 0)).toBe(0);
  expect(reported(0.0001, 5)).toBe(0.0001);
});
