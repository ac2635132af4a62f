import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { arrive } from '../../state/feed';
import type { Monitor } from '../../state/monitor';
import { row } from '../../test/answers';
import { settle, shown as showing, visit } from '../../test/page';
import { answering } from '../../test/server';
import { Feed } from './Feed';

let root: HTMLElement;
let monitor: Monitor;
let gone: () => Promise<void>;

beforeEach(async () => {
  answering();
  visit('/monitor');
  ({ root, monitor, gone } = await showing(<Feed />));
  await act(async () => {
    await monitor.executions.refresh();
  });
});
afterEach(async () => {
  await gone();
  vi.unstubAllGlobals();
});

const button = () => root.querySelector('button[aria-pressed]') as HTMLButtonElement;
const shown = () => root.querySelectorAll('.feed-row').length;
const point = (type: string) => {
  const event = new MouseEvent(type);
  Object.defineProperty(event, 'pointerType', { value: 'mouse' });
  return act(() => void root.querySelector('.feed-rows')?.dispatchEvent(event));
};
const push = (id: string) =>
  act(() => {
    monitor.feed.value = arrive(monitor.feed.value, [row(id)]);
  });

test('it holds still under the pointer and goes on when the pointer leaves', async () => {
  await point('pointerenter');
  await push('b');
  expect(shown()).toBe(1);
  expect(root.textContent).toContain('+1 new');

  await point('pointerleave');

  expect(shown()).toBe(2);
});

test('held by the button, it stays held when the pointer comes and goes', async () => {
  await act(() => button().click());
  await point('pointerenter');
  await point('pointerleave');
  await push('b');

  expect(button().textContent).toBe('Resume');
  expect(shown()).toBe(1);
});

test('with a filter the server is asked for rows that pass it, and what is pushed and passes stands above', async () => {
  answering({ '/api/executions': { executions: [row('x', { status: 'failure' })], next_cursor: null } });
  await act(() => visit('/monitor?status=failure'));
  await vi.waitFor(() => expect(shown()).toBe(1));
  await act(() => {
    monitor.feed.value = arrive(monitor.feed.value, [row('y', { status: 'failure' }), row('z')]);
  });

  expect([...root.querySelectorAll('.feed-row')].map((each) => each.getAttribute('data-execution'))).toEqual(['y', 'x']);
});

test('where nothing passes the filter it says how to see the rest again', async () => {
  answering({ '/api/executions': { executions: [], next_cursor: null } });
  await act(() => visit('/monitor?status=failure'));
  await settle(40);

  expect(shown()).toBe(0);
  expect(root.textContent).toContain('Clear filters');
});
