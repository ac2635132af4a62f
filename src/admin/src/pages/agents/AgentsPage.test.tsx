import { afterEach, expect, test, vi } from 'vitest';
import { row } from '../../test/answers';
import { accessibilityFaults } from '../../test/axe';
import { closePage, opened } from '../../test/open';
import { oneAgent } from '../../test/people';
import { problem } from '../../test/server';
import AgentsPage from './AgentsPage';

vi.mock('../../live/hub', () => ({ hub: () => () => new Promise(() => {}) }));
afterEach(closePage);

test('every agent stands with its numbers, and leads to its own page', async () => {
  const { root } = await opened(AgentsPage, '/monitor/agents');

  expect(root.querySelector('[data-row="tutor"] [data-column="runs"] data')?.getAttribute('value')).toBe('5');
  expect(root.querySelector('[data-row="tutor"] a')?.getAttribute('href')).toBe('/monitor/agents/tutor');
  expect(await accessibilityFaults(root)).toEqual([]);
});

test('runs stand beside those of the period before, which is asked for by its bounds', async () => {
  const { root, requests } = await opened(AgentsPage, '/monitor/agents?from=2026-10-20T00:00Z&to=2026-10-21T00:00Z');

  expect(requests.map(({ path }) => path)).toContain('/api/admin/agents?from=2026-10-19T00%3A00%3A00.000Z&to=2026-10-20T00%3A00%3A00.000Z');
  await vi.waitFor(() => expect(root.querySelector('[data-row="tutor"] [data-column="change"]')?.textContent).toContain('no change'));
});

test('where nothing is compared there is nothing to stand beside', async () => {
  const { root, requests } = await opened(AgentsPage, '/monitor/agents?cmp=none');

  expect(root.querySelector('[data-column="change"]')).toBeNull();
  expect(requests.filter(({ path }) => path.startsWith('/api/admin/agents'))).toHaveLength(1);
});

test('a name that nobody has is told apart from no agents at all', async () => {
  const { text } = await opened(AgentsPage, '/monitor/agents?q=nobody');

  expect(text()).toContain('No agent has such a name');
});

test('one agent has its numbers, models, times, tokens, errors and executions', async () => {
  const { root, kpi, panel } = await opened(AgentsPage, '/monitor/agents/tutor', {
    '/api/admin/agents/tutor': oneAgent,
    '/api/executions': { executions: [row('e1')], next_cursor: null },
  });

  expect(kpi('executions')).toBe('5');
  expect(kpi('p95')).toBe('4100');
  expect(panel('Models')?.querySelectorAll('tbody tr')).toHaveLength(2);
  expect(panel('Execution time')?.querySelector('[data-row="p99"] data')?.getAttribute('value')).toBe('4400');
  // The parts add up to the whole: 1,200 and 300.
  expect([...(panel('Tokens')?.querySelectorAll('.bar-value') ?? [])].map((value) => value.textContent)).toEqual(['800', '400', '180', '120']);
  expect(panel('Errors')?.querySelector('[data-fingerprint="f1"]')).not.toBeNull();
  expect(panel('Newest executions')?.querySelector('[data-run="e1"]')).not.toBeNull();
  expect(await accessibilityFaults(root)).toEqual([]);
});

test('an agent that nobody has seen is told as such', async () => {
  const { text } = await opened(AgentsPage, '/monitor/agents/ghost', { '/api/admin/agents/ghost': () => problem(404, 'No such agent.') });

  expect(text()).toContain('Nobody has seen this agent');
});
