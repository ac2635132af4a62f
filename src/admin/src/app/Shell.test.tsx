import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiClient } from '../api/client';
import { filters, parameter, path, span } from '../state/address';
import { turnKeys } from '../state/keys';
import { Monitor } from '../state/monitor';
import { accessibilityFaults } from '../test/axe';
import { settle, visit } from '../test/page';
import { answering } from '../test/server';
import { Shell } from './Shell';

vi.mock('../live/hub', () => ({ hub: () => async () => {} }));
vi.mock('../charts/plot', () => ({ draw: () => ({ update() {}, moveTo() {}, destroy() {}, png: async () => new Blob() }) }));

const root = document.body.appendChild(document.createElement('div'));

beforeEach(() => {
  answering();
  visit('/monitor/live');
});
afterEach(async () => {
  await act(() => render(null, root));
  turnKeys(true);
  vi.unstubAllGlobals();
});

async function show() {
  const monitor = new Monitor(new ApiClient('t'));
  await act(async () => {
    render(<Shell monitor={monitor} />, root);
    await settle();
  });
  await vi.waitFor(() => expect(root.querySelector('main h1')).not.toBeNull());
  return monitor;
}

const press = (key: string, target: EventTarget = document.body) =>
  act(() => void target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
const button = (name: string) =>
  [...root.querySelectorAll('button')].find((each) => (each.getAttribute('aria-label') ?? each.textContent) === name);

test('the page that the address names is shown, and marked where one is', async () => {
  await show();

  expect(root.querySelector('main h1')?.textContent).toBe('Live');
  expect(root.querySelector('[aria-current="page"]')?.textContent).toBe('Live');
  expect(document.title).toBe('Live · AgentMonitor');
  expect(await accessibilityFaults(document.body)).toEqual([]);
});

test('an address that no page has says so and leads back', async () => {
  visit('/monitor/nowhere');
  const monitor = new Monitor(new ApiClient('t'));
  await act(async () => {
    render(<Shell monitor={monitor} />, root);
    await settle();
  });

  expect(root.textContent).toContain('There is no such page');
});

test('keys choose windows, compare, hold still and go to pages', async () => {
  const monitor = await show();

  await press('7');
  expect(parameter('range')).toBe('7d');
  await press('x');
  expect(parameter('cmp')).toBe('none');
  await press('p');
  expect(monitor.paused.value).toBe(true);
  expect(root.querySelector('[data-connection]')?.textContent).toBe('Paused');
  await press('ArrowLeft');
  expect(span.value.kind).toBe('fixed');
  await press('g');
  await press('o');
  expect(path.value).toEqual([]);
});

test('keys are text while something is typed, and nothing at all when they are turned off', async () => {
  await show();
  const search = root.querySelector('#search') as HTMLInputElement;

  await press('7', search);
  expect(parameter('range')).toBeNull();
  turnKeys(false);
  await press('7');

  expect(parameter('range')).toBeNull();
});

test('help lists the keys, and nothing behind it listens', async () => {
  await show();
  await press('?');
  expect(root.querySelector('dialog')?.textContent).toContain('Last 7 days');
  expect(await accessibilityFaults(document.body)).toEqual([]);

  await press('7');

  expect(parameter('range')).toBeNull();
});

test('filters are chips with a way off', async () => {
  visit('/monitor/live?agent=tutor&user=ann');
  await show();
  expect(root.querySelectorAll('.chip')).toHaveLength(2);

  await act(() => button('Without the filter user ann')?.click());

  expect(filters.value).toEqual([{ name: 'agent', value: 'tutor' }]);
});

test('any stretch of time can be chosen, in the zone that is shown', async () => {
  visit('/monitor/live?tz=Asia%2FKathmandu');
  await show();
  await act(() => button('Period: Last 24 hours')?.click());
  const [from, to] = [...root.querySelectorAll<HTMLInputElement>('input[type="datetime-local"]')];
  const fill = (input: HTMLInputElement | undefined, value: string) =>
    act(() => {
      input!.value = value;
      input!.dispatchEvent(new Event('input', { bubbles: true }));
    });
  await fill(from, '2026-11-26T05:45');
  await fill(to, '2026-11-26T06:45');
  expect(await accessibilityFaults(document.body)).toEqual([]);

  await act(() => void root.querySelector('.between')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));

  expect([parameter('from'), parameter('to')]).toEqual(['2026-11-26T00:00Z', '2026-11-26T01:00Z']);
  expect(parameter('tz')).toBe('Asia/Kathmandu');
});

test('the search offers what a text may mean, and Enter goes there', async () => {
  await show();
  const search = root.querySelector('#search') as HTMLInputElement;
  await act(() => search.focus());
  await act(() => {
    search.value = 'ann';
    search.dispatchEvent(new Event('input', { bubbles: true }));
  });
  expect([...root.querySelectorAll('[role="option"]')].map((each) => each.textContent)).toContain('Userann');
  expect(await accessibilityFaults(document.body)).toEqual([]);

  while (root.querySelector('[aria-selected="true"]')?.textContent !== 'Userann') {
    await press('ArrowDown', search);
  }

  await press('Enter', search);

  expect(path.value).toEqual(['users', 'ann']);
});

test('a menu closes with Escape and gives its button the focus back', async () => {
  await show();
  await act(() => button('Display')?.click());
  const item = button('Dark theme') as HTMLElement;
  await press('Escape', item);

  expect(root.querySelector('.menu-panel')).toBeNull();
  expect(document.activeElement).toBe(button('Display'));
});

test('what the page is narrowed to is filled in by hand, kept in the address and shown as chips', async () => {
  await show();
  await act(() => button('Filter')?.click());
  const input = (label: string) => document.getElementById([...root.querySelectorAll('.filter-menu label')].find((each) => each.textContent === label)?.getAttribute('for') ?? '') as HTMLInputElement;
  await act(() => {
    input('Agent').value = ' tutor ';
    input('Agent').dispatchEvent(new Event('input', { bubbles: true }));
  });
  await act(() => {
    input('Status').value = 'failure';
    input('Status').dispatchEvent(new Event('change', { bubbles: true }));
  });
  await act(() => void root.querySelector('.filter-menu form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));

  expect(filters.value).toEqual([{ name: 'agent', value: 'tutor' }, { name: 'status', value: 'failure' }]);
  expect(root.querySelector('.filter-menu form')).toBeNull();
  expect(root.querySelectorAll('.chip')).toHaveLength(2);
});
