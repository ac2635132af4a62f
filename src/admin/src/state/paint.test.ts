import { effect, signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Paint } from './paint';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first change is seen at once', () => {
  const value = signal(0);

  new Paint().add(() => (value.value = 1));

  expect(value.value).toBe(1);
});

test('a hundred changes a second are seen no more than ten times, and all of them in the end', () => {
  const value = signal(0);
  let seen = -1;
  effect(() => void (value.value, seen++));
  const paint = new Paint();

  for (let i = 0; i < 100; i++) {
    paint.add(() => value.value++);
    vi.advanceTimersByTime(10);
  }

  vi.advanceTimersByTime(500);
  expect(value.value).toBe(100);
  expect(seen).toBeLessThanOrEqual(10);
});
