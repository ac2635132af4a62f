import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiClient } from '../api/client';
import { answering, problem } from '../test/server';
import { Paint } from './paint';
import { Store } from './store';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = () => vi.advanceTimersByTimeAsync(200);

function world(answers: Record<string, unknown> = { '/a': { n: 1 }, '/b': { n: 2 } }) {
  const requests = answering(answers);
  const store = new Store(new ApiClient('t'), new Paint());
  const asked = (path: string) => requests.filter((request) => request.path === path).length;
  return { store, asked };
}

test('two panels that ask the same share one request', async () => {
  const { store, asked } = world();

  store.watch('/a', {});
  store.watch('/a', {});
  await settle();

  expect(asked('/a')).toBe(1);
  expect(store.resource('/a').value.value.data).toEqual({ n: 1 });
});

test('news make only those ask again who show it, and no more often than they said', async () => {
  const { store, asked } = world();
  store.watch('/a', { on: ['metrics'], atMost: 1000 });
  store.watch('/b', { on: ['errors'] });
  await settle();

  for (let i = 0; i < 50; i++) {
    store.tell('metrics');
    await vi.advanceTimersByTimeAsync(100);
  }

  expect(asked('/a')).toBeGreaterThanOrEqual(5);
  expect(asked('/a')).toBeLessThanOrEqual(7);
  expect(asked('/b')).toBe(1);
});

test('the last news is never lost', async () => {
  const { store, asked } = world();
  store.watch('/a', { on: ['metrics'], atMost: 1000 });
  await settle();
  store.tell('metrics');
  store.tell('metrics');
  await vi.advanceTimersByTimeAsync(5000);

  expect(asked('/a')).toBe(3);
});

test('it is asked again by the clock, until nobody shows it', async () => {
  const { store, asked } = world();
  const release = store.watch('/a', { every: 10_000 });
  await vi.advanceTimersByTimeAsync(25_000);
  expect(asked('/a')).toBe(3);

  release();
  await vi.advanceTimersByTimeAsync(60_000);

  expect(asked('/a')).toBe(3);
});

test('while it holds still nothing is asked', async () => {
  const { store, asked } = world();
  store.watch('/a', { on: ['metrics'], every: 5000 });
  await settle();
  store.hold(true);
  store.tell('metrics');
  await vi.advanceTimersByTimeAsync(30_000);

  expect(asked('/a')).toBe(1);
});

test('going back shows at once what is still fresh', async () => {
  const { store, asked } = world();
  store.watch('/a', {})();
  store.watch('/a', {});
  await settle();
  store.watch('/a', {});

  expect(store.resource('/a').value.value.data).toEqual({ n: 1 });
  expect(asked('/a')).toBeLessThanOrEqual(2);
});

test('old data stays when it cannot be renewed', async () => {
  const { store } = world();
  store.watch('/a', {});
  await settle();
  answering({ '/a': () => problem(503, 'Busy.') });

  await Promise.all([store.refreshAll(), settle()]);

  const { data, problem: why } = store.resource('/a').value.value;
  expect(data).toEqual({ n: 1 });
  expect(why?.message).toBe('Busy.');
});

test('refreshing all says whether the server could be reached, whatever it answered', async () => {
  const { store } = world({ '/a': () => problem(503, 'Busy.') });
  store.watch('/a', {});
  await settle();
  expect((await Promise.all([store.refreshAll(), settle()]))[0]).toBe(true);

  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('refused')));
  expect((await Promise.all([store.refreshAll(), settle()]))[0]).toBe(false);
});
