import { expect, test } from 'vitest';
import { reconnectDelay } from './backoff';

const middle = () => 0.5;

test('attempts wait 1, 2, 4, 8 and 16 seconds, then 30 each time', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 50].map((attempt) => reconnectDelay(attempt, middle) / 1000);

  expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
});

test('a wait differs by a fifth at most', () => {
  expect(reconnectDelay(4, () => 0)).toBe(6400);
  expect(reconnectDelay(4, () => 1)).toBe(9600);
});
