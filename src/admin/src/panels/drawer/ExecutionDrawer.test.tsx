import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { openRun } from '../../state/address';
import { accessibilityFaults } from '../../test/axe';
import { row } from '../../test/answers';
import { settle, shown, visit } from '../../test/page';
import { answering, problem } from '../../test/server';
import { ExecutionDrawer } from './ExecutionDrawer';

let gone = async () => {};
afterEach(async () => {
  await gone();
  visit('/monitor');
  vi.unstubAllGlobals();
});

const receipt = { stored_at: '2026-10-20T10:00:02Z', rolled_up: true, rolled_up_at: null };
const record = { ...row('e1'), input_data: { message: '<img src=x> ann@example.org' }, output_data: null, tags: ['beta'] };

async function open(answer: unknown, around = <></>) {
  visit('/monitor?run=e1');
  answering({ '/api/executions/e1': answer });
  const page = await shown(<><main>{around}</main><ExecutionDrawer id="e1" /></>);
  gone = page.gone;
  await settle();
  const press = (text: string) => act(() => [...page.root.querySelectorAll('button')].find((each) => each.textContent === text)?.click());
  return { ...page, press, text: () => page.root.textContent ?? '' };
}

test('content is hidden until asked for, masked until asked again, and never more than text', async () => {
  const { press, text, root } = await open({ execution: record, children: [], receipt });
  expect(text()).not.toContain('<img src=x>');

  await press('Show input');
  expect(text()).toContain('<img src=x>');
  expect(text()).not.toContain('ann@example.org');
  expect(root.querySelector('.drawer img')).toBeNull();
  expect(await accessibilityFaults(root)).toEqual([]);

  await press('Show what is masked');
  expect(text()).toContain('ann@example.org');
});

test('what it called stands below it in time', async () => {
  const { root } = await open({ execution: record, children: [row('c1', { agent_name: 'child' })], receipt });

  expect([...root.querySelectorAll('.waterfall-agent')].map((each) => each.textContent)).toEqual(['tutor', 'child']);
});

test('an execution that nobody knows is a sentence', async () => {
  const { text } = await open(() => problem(404, 'There is no such execution.'));

  expect(text()).toContain('There is no such execution.');
});

test('J and K go through the executions that the page shows', async () => {
  const rows = <><button data-run="e0">a</button><button data-run="e1">b</button><button data-run="e2">c</button></>;
  const { root } = await open({ execution: record, children: [], receipt }, rows);
  const key = (name: string) => act(() => void root.querySelector('dialog')?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true })));

  await key('j');
  expect(openRun.value).toBe('e2');
  await key('k');

  expect(openRun.value).toBe('e0');
});
