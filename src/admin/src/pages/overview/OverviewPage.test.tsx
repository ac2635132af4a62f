import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { ApiClient } from '../../api/client';
import { Monitor } from '../../state/monitor';
import { accessibilityFaults } from '../../test/axe';
import { kpi as figure, overview } from '../../test/analytics';
import { metrics, row } from '../../test/answers';
import { settle, shown, visit } from '../../test/page';
import { answering, problem } from '../../test/server';
import OverviewPage from './OverviewPage';

vi.mock('../../charts/plot', () => ({ draw: () => ({ update() {}, moveTo() {}, destroy() {}, png: async () => new Blob() }) }));
vi.mock('../../live/hub', () => ({ hub: () => () => new Promise(() => {}) }));

let root: HTMLElement;
let gone = async () => {};
afterEach(async () => {
  await gone();
  vi.unstubAllGlobals();
});

async function show(answers: Record<string, unknown> = {}, address = '/monitor') {
  visit(address);
  const requests = answering(answers);
  const monitor = new Monitor(new ApiClient('t'));
  const page = await shown(<OverviewPage />, monitor);
  const stop = monitor.start();
  root = page.root;
  gone = async () => {
    stop();
    await page.gone();
  };
  await vi.waitFor(() => expect(monitor.executions.value.value.data).not.toBeNull());
  await settle(6);
  return { monitor, requests, text: () => root.textContent ?? '' };
}

const kpi = (id: string) => root.querySelector(`[data-kpi="${id}"]`);

test('the numbers of the server are shown and kept exactly', async () => {
  await show();

  expect(kpi('executions')?.querySelector('data')?.value).toBe('5');
  expect(kpi('success-rate')?.textContent).toContain('80.0%');
  expect(root.querySelector('[data-row="tutor"] [data-column="p95"]')?.textContent).toBe('4.1 s');
});

test('axe finds nothing wrong with the page', async () => {
  await show();

  expect(await accessibilityFaults(root)).toEqual([]);
});

test('tokens without any price show no cost instead of none', async () => {
  await show({
    '/api/analytics/overview': overview({ cost_usd: figure(0) }),
    '/api/admin/metrics': metrics({ total_cost_usd: 0, unpriced_tokens: 1500 }),
    '/api/admin/budgets': { budgets: [] },
  });

  expect(kpi('cost')?.querySelector('.kpi-value')?.textContent).toBe('—');
  expect(kpi('cost')?.querySelector('.delta')?.textContent).toContain('nothing to compare with');
  expect(kpi('cost')?.textContent).toContain('1,500 tok unpriced');
});

test('a panel that fails says why and leaves the others alone', async () => {
  const { text } = await show({ '/api/admin/errors': () => problem(503, 'The store is busy.') });

  expect(text()).toContain('The store is busy.');
  expect(text()).toContain('trace-1');
  expect(kpi('executions')?.textContent).toContain('5');
});

test('an answer of another shape takes one panel along, not the page', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const { text } = await show({ '/api/admin/errors': { groups: 'none' } });

  expect(text()).toContain('“Errors” cannot be drawn');
  expect(kpi('executions')?.textContent).toContain('5');
});

test('numbers that cannot be renewed stay, with their time', async () => {
  const { monitor, text } = await show();
  answering({ '/api/analytics/overview': () => problem(503, 'The store is busy.'), '/api/admin/agents': () => problem(503, 'The store is busy.') });

  await act(async () => void (await monitor.store.refreshAll()));
  await settle();

  expect(text()).toContain('As of');
  expect(root.querySelector('.kpi-row.stale [data-kpi="executions"] data')?.getAttribute('value')).toBe('5');
});

test('the window and the filters of the address are those of the questions', async () => {
  const { requests } = await show({}, '/monitor?range=7d&agent=tutor&user=ann');
  const asked = requests.map(({ path }) => path);

  expect(asked).toContain('/api/admin/metrics?hours=168&agent=tutor&user=ann');
  expect(asked).toContain('/api/admin/errors?hours=168&agent=tutor&limit=6');
});

test('a panel says of a filter that it does not follow it', async () => {
  await show({}, '/monitor?agent=tutor&user=ann');

  expect([...root.querySelectorAll('.panel')].find((panel) => panel.textContent?.startsWith('Errors'))?.textContent).toContain('not by user');
});

test('a change is told against the period before, in points where it is a rate', async () => {
  await show();

  expect(kpi('executions')?.querySelector('.delta')?.textContent).toBe('up 50%');
  expect(kpi('success-rate')?.querySelector('.delta')?.textContent).toBe('down 0.4 pt');
  expect(kpi('success-rate')?.querySelector('.delta-bad')).not.toBeNull();
  expect(kpi('p95')?.querySelector('.delta-bad')).not.toBeNull();

  await act(() => visit('/monitor?cmp=none'));
  expect(root.querySelector('.delta')).toBeNull();
});

test('the active users open the people behind the number', async () => {
  await show();
  expect(kpi('active-users')?.textContent).toContain('30 min 3 · today 4 · peak 3');

  await act(() => kpi('active-users')?.querySelector('button')?.click());

  expect(root.querySelector('dialog')?.textContent).toContain('u_1');
  expect(location.search).toBe('?show=active');
  expect(await accessibilityFaults(root)).toEqual([]);
});

test('the chart is a table as well, with the same numbers', async () => {
  await show({}, '/monitor?view=table');

  const cells = [...root.querySelectorAll('.chart-table tbody tr')].map((tr) => [...tr.querySelectorAll('td')].map((td) => td.textContent));
  expect(cells).toEqual([['12', '—'], ['90', '9'], ['12', '8']]);
  expect(await accessibilityFaults(root)).toEqual([]);
});

test('what was stored is text, whatever it looks like', async () => {
  await show({ '/api/executions': { executions: [row('e1', { agent_name: '<script>alert(1)</script>' })], next_cursor: null } });

  expect(root.querySelector('script')).toBeNull();
  expect(root.querySelector('.feed-agent')?.textContent).toBe('<script>alert(1)</script>');
});

test('derived records are labelled', async () => {
  await show({ '/api/executions': { executions: [row('e1', { flags: ['derived'] })], next_cursor: null } });

  expect(root.querySelector('.feed-row .tag')?.textContent).toBe('derived');
});

test('before the first execution the page says how to send one, and sends one when asked', async () => {
  const { requests, text } = await show({
    '/api/executions': { executions: [], next_cursor: null },
  });
  expect(text()).toContain('Waiting for the first execution…');
  expect(await accessibilityFaults(root)).toEqual([]);

  const button = [...root.querySelectorAll('button')].find((each) => each.textContent === 'Send a test execution');
  await act(() => button?.click());

  const posted = requests.find(({ path, init }) => path === '/api/executions' && init.method === 'POST');
  expect(JSON.parse(String(posted?.init.body))).toMatchObject({ agent_name: 'hello_agent', status: 'success' });
});
