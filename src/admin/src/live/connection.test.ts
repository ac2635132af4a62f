import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveConnection } from './connection';
import type { Transport, TransportListener } from './transport';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that can be reached or not, and what the page did about it. */
function world() {
  const state = { up: true, listener: null as TransportListener | null, opened: 0 };
  const transport: Transport = async (listener) => {
    if (!state.up) {
      throw new Error('refused');
    }

    state.opened++;
    state.listener = listener;
  };
  const frame = vi.fn();
  const resync = vi.fn(async () => state.up);
  const connection = new LiveConnection([transport], { frame, resync }, () => 0.5);
  return { state, frame, resync, connection };
}

const frameOf = (seq: number) => ({ type: 'metrics:update', seq, timestamp: '', data: null });
const settle = () => vi.advanceTimersByTimeAsync(0);

test('it is live once a transport is open, and fetches the snapshot after that', async () => {
  const { connection, resync } = world();

  connection.start();
  await settle();

  expect(connection.state.value.kind).toBe('live');
  expect(resync).toHaveBeenCalledTimes(2);
});

test('the next transport is tried when the first cannot be opened', async () => {
  const refused: Transport = () => Promise.reject(new Error('no sockets here'));
  const second = vi.fn<Transport>(async () => {});
  const connection = new LiveConnection([refused, second], { frame: vi.fn(), resync: async () => true });

  connection.start();
  await settle();

  expect(second).toHaveBeenCalledOnce();
  expect(connection.state.value.kind).toBe('live');
});

test('a gap in the numbers fetches the snapshot and still applies the frame', async () => {
  const { connection, state, frame, resync } = world();
  connection.start();
  await settle();
  resync.mockClear();

  [4, 5, 7].forEach((seq) => state.listener?.frame(frameOf(seq)));

  expect(frame).toHaveBeenCalledTimes(3);
  expect(resync).toHaveBeenCalledOnce();
});

test('a frame that was seen is not applied again', async () => {
  const { connection, state, frame } = world();
  connection.start();
  await settle();

  [4, 4, 3].forEach((seq) => state.listener?.frame(frameOf(seq)));

  expect(frame).toHaveBeenCalledOnce();
});

test('a lost connection comes back after a second with a fresh snapshot', async () => {
  const { connection, state, resync } = world();
  connection.start();
  await settle();
  resync.mockClear();

  state.listener?.closed();
  expect(connection.state.value).toEqual({ kind: 'reconnecting', attempt: 1 });
  await vi.advanceTimersByTimeAsync(1000);

  expect(connection.state.value.kind).toBe('live');
  expect(state.opened).toBe(2);
  expect(resync).toHaveBeenCalledOnce();
});

test('a frame of a connection that was given up is not applied', async () => {
  const { connection, state, frame } = world();
  connection.start();
  await settle();
  const first = state.listener;
  first?.closed();
  await vi.advanceTimersByTimeAsync(1000);

  first?.frame(frameOf(1));

  expect(frame).not.toHaveBeenCalled();
});

test('while pushes are refused but calls answered it polls every ten seconds', async () => {
  const refused: Transport = () => Promise.reject(new Error('refused'));
  const resync = vi.fn(async () => true);
  const connection = new LiveConnection([refused], { frame: vi.fn(), resync }, () => 0.5);
  connection.start();
  await vi.advanceTimersByTimeAsync(31_500);
  resync.mockClear();

  expect(connection.state.value.kind).toBe('polling');
  await vi.advanceTimersByTimeAsync(20_000);

  expect(resync).toHaveBeenCalledTimes(2);
});

test('it says offline when nothing answers, and is back as soon as a poll is answered', async () => {
  const { connection, state } = world();
  connection.start();
  await settle();
  state.up = false;
  state.listener?.closed();
  await vi.advanceTimersByTimeAsync(40_000);
  expect(connection.state.value.kind).toBe('offline');

  state.up = true;
  await vi.advanceTimersByTimeAsync(10_000);

  expect(connection.state.value.kind).toBe('live');
});

test('the button and a returning network connect at once', async () => {
  const { connection, state } = world();
  connection.start();
  await settle();
  state.up = false;
  state.listener?.closed();
  await vi.advanceTimersByTimeAsync(8000);

  state.up = true;
  connection.retryNow();
  await settle();

  expect(connection.state.value.kind).toBe('live');
});

test('a network that seems gone is doubted only when the server does not answer', async () => {
  const { connection, state } = world();
  connection.start();
  await settle();

  await connection.doubt();
  expect(connection.state.value.kind).toBe('live');
  state.up = false;
  await connection.doubt();

  expect(connection.state.value.kind).toBe('offline');
});

test('a stopped connection stays stopped', async () => {
  const { connection, state, resync } = world();
  connection.start();
  await settle();
  connection.stop();
  resync.mockClear();

  state.listener?.closed();
  await vi.advanceTimersByTimeAsync(60_000);

  expect(state.opened).toBe(1);
  expect(resync).not.toHaveBeenCalled();
});
