import { afterEach, expect, test, vi } from 'vitest';
import { ApiClient } from '../api/client';
import type { ExecutionRow } from '../api/types';
import { row } from '../test/answers';
import { problem } from '../test/server';
import { Monitor } from './monitor';

let stop = () => {};
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

/** A server whose lists of executions come when the test says so, and that pushes by its stream. */
function world() {
  const answers: ((rows: ExecutionRow[]) => void)[] = [];
  let pushing: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (pushing = controller) });
  vi.stubGlobal('fetch', (url: string) => {
    if (url.startsWith('/api/executions?')) {
      return new Promise((answer) =>
        answers.push((executions) => answer(Response.json({ executions, next_cursor: null }))),
      );
    }

    return Promise.resolve(url === '/api/stream' ? new Response(body) : problem(404, 'Nothing is here.'));
  });
  const push = (seq: number, execution: ExecutionRow) => {
    const frame = { type: 'execution:new', seq, timestamp: '', data: execution };
    pushing?.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(frame)}\n\n`));
  };
  const monitor = new Monitor(new ApiClient('t'));
  stop = monitor.start();
  return { monitor, answers, push };
}

const ids = (rows: readonly ExecutionRow[]) => rows.map(({ execution_id }) => execution_id).join(' ');

test('the first list is shown though a second is asked for once the page is live', async () => {
  const { monitor, answers } = world();
  await vi.waitFor(() => expect(monitor.connection.state.value.kind).toBe('live'));

  answers[0]?.([row('a')]);
  await vi.waitFor(() => expect(answers).toHaveLength(2));

  expect(ids(monitor.feed.value.rows)).toBe('a');
});

test('what is pushed to a held feed waits, whichever list comes after it', async () => {
  const { monitor, answers, push } = world();
  await vi.waitFor(() => expect(monitor.connection.state.value.kind).toBe('live'));
  answers[0]?.([row('a')]);
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  monitor.holdFeed(true);

  push(1, row('b'));
  await vi.waitFor(() => expect(monitor.feed.value.waiting).toHaveLength(1));
  answers[1]?.([row('b'), row('a')]);
  await vi.waitFor(() => expect(monitor.executions.value.value.loading).toBe(false));

  expect(ids(monitor.feed.value.rows)).toBe('a');
  expect(ids(monitor.feed.value.waiting)).toBe('b');
});
