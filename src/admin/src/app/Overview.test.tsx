import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { ApiClient } from '../api/client';
import { showRun } from '../state/address';
import { Monitor } from '../state/monitor';
import { accessibilityFaults } from '../test/axe';
import { metrics, row } from '../test/answers';
import { answering, problem } from '../test/server';
import { Overview } from './Overview';

vi.mock('../live/hub', () => ({ hub: () => () => new Promise(() => {}) }));

const root = document.body.appendChild(document.createElement('div'));
afterEach(() => {
  render(null, root);
  showRun(null);
  vi.unstubAllGlobals();
});

async function show(answers: Record<string, unknown> = {}) {
  const requests = answering(answers);
  const monitor = new Monitor(new ApiClient('t'));
  await act(() => render(<Overview monitor={monitor} />, root));
  await vi.waitFor(() => expect(monitor.health.value.value.loading).toBe(false));
  await act(() => new Promise((resolve) => setTimeout(resolve)));
  return { monitor, requests, text: () => root.textContent ?? '' };
}

const kpi = (id: string) => root.querySelector(`[data-kpi="${id}"]`);

test('the numbers of the server are shown and kept exactly', async () => {
  await show();

  expect(kpi('executions')?.querySelector('data')?.value).toBe('5');
  expect(kpi('success-rate')?.textContent).toContain('80%');
  expect(root.querySelector('[data-agent="tutor"] [data-column="p95_ms"]')?.textContent).toBe('4.1 s');
});

test('axe finds nothing wrong with the page, with data, without and with the drawer open', async () => {
  await show();
  expect(await accessibilityFaults(document.body)).toEqual([]);
  await act(() => showRun('e1'));
  expect(await accessibilityFaults(document.body)).toEqual([]);
});

test('tokens without any price show no cost instead of none', async () => {
  await show({ '/api/admin/metrics': metrics({ total_cost_usd: 0, unpriced_tokens: 1500 }) });

  expect(kpi('cost')?.querySelector('.kpi-value')?.textContent).toBe('—');
  expect(kpi('cost')?.textContent).toContain('1,500 tokens unpriced');
});

test('a panel that fails says why and leaves the others alone', async () => {
  const { text } = await show({ '/api/admin/errors': () => problem(503, 'The store is busy.') });

  expect(text()).toContain('The store is busy.');
  expect(text()).toContain('Request trace-1');
  expect(kpi('executions')?.textContent).toContain('5');
});

test('numbers that cannot be renewed stay, with their time', async () => {
  const { monitor, text } = await show();
  answering({ '/api/admin/metrics': () => problem(503, 'The store is busy.') });

  await act(async () => void (await monitor.metrics.refresh()));

  expect(text()).toContain('As of');
  expect(root.querySelector('.kpi-row.stale [data-kpi="executions"] data')?.getAttribute('value')).toBe('5');
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
    '/api/admin/metrics': metrics({ total_requests: 0, success_rate: null, agent_metrics: {} }),
    '/api/executions': { executions: [], next_cursor: null },
  });
  expect(text()).toContain('Waiting for the first execution…');
  expect(await accessibilityFaults(document.body)).toEqual([]);

  const button = [...root.querySelectorAll('button')].find((each) => each.textContent === 'Send a test execution');
  await act(() => button?.click());

  const posted = requests.find(({ path, init }) => path === '/api/executions' && init.method === 'POST');
  expect(JSON.parse(String(posted?.init.body))).toMatchObject({ agent_name: 'hello_agent', status: 'success' });
});

test('content is hidden until asked for, and then it is text', async () => {
  const record = { ...row('e1'), input_data: { message: '<img src=x>' }, output_data: null, tags: ['beta'] };
  const receipt = { stored_at: '2026-10-20T10:00:02Z', rolled_up: true, rolled_up_at: null };
  await show({ '/api/executions/e1': { execution: record, receipt } });
  await act(() => showRun('e1'));
  await vi.waitFor(() => expect(root.querySelector('.drawer .content')).not.toBeNull());
  expect(root.textContent).not.toContain('<img src=x>');

  const button = [...root.querySelectorAll('button')].find((each) => each.textContent === 'Show input');
  await act(() => button?.click());

  expect(root.textContent).toContain('<img src=x>');
  expect(root.querySelector('.drawer img')).toBeNull();
  expect(await accessibilityFaults(document.body)).toEqual([]);
});
