import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiClient } from '../../api/client';
import { arrive } from '../../state/feed';
import { Monitor } from '../../state/monitor';
import { row } from '../../test/answers';
import { answering } from '../../test/server';
import { Feed } from './Feed';

const root = document.body.appendChild(document.createElement('div'));
let monitor: Monitor;

beforeEach(async () => {
  answering();
  monitor = new Monitor(new ApiClient('t'));
  await monitor.executions.refresh();
  monitor.feed.value = arrive(monitor.feed.value, [row('a')]);
  await act(() => render(<Feed monitor={monitor} />, root));
});
afterEach(() => {
  render(null, root);
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
