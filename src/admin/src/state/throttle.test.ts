import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { throttle } from './throttle';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first call runs at once, the rest of a burst as one more after the interval', async () => {
  const run = vi.fn(async () => {});
  const call = throttle(run, 1000);

  for (let calls = 0; calls < 100; calls++) {
    call();
  }

  expect(run).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(run).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(5000);
  expect(run).toHaveBeenCalledTimes(2);
});

test('a slow answer is waited for, not overtaken', async () => {
  const run = vi.fn(() => new Promise((resolve) => setTimeout(resolve, 3000)));
  const call = throttle(run, 1000);
  call();
  call();

  await vi.advanceTimersByTimeAsync(2900);
  expect(run).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(run).toHaveBeenCalledTimes(2);
});

test('a failed call does not stop the next', async () => {
  const run = vi.fn(async () => Promise.reject(new Error('refused')));
  const call = throttle(run, 1000);
  call();
  await vi.advanceTimersByTimeAsync(1000);

  call();

  expect(run).toHaveBeenCalledTimes(2);
});
