import { afterEach, expect, test, vi } from 'vitest';
import { accessibilityFaults } from '../../test/axe';
import { closePage, opened } from '../../test/open';
import { escalation, escalations, oneSession, sessions } from '../../test/people';
import { waitOf } from './escalations/columns';
import SessionsPage from './SessionsPage';

vi.mock('../../live/hub', () => ({ hub: () => () => new Promise(() => {}) }));
afterEach(closePage);

const answers = { '/api/admin/sessions': sessions, '/api/admin/escalations': escalations };

test('live sessions are counted, listed and split by language', async () => {
  const { root, kpi, panel } = await opened(SessionsPage, '/monitor/sessions', answers);

  expect(kpi('active')).toBe('12');
  expect(kpi('duration')).toBe('80000');
  expect(panel('By language')?.textContent).toContain('German');
  expect(panel('Live sessions')?.querySelector('[data-row="s_1"] a')?.getAttribute('href')).toBe('/monitor/sessions/s_1');
  expect(await accessibilityFaults(root)).toEqual([]);
});

test('without live sessions all can be shown', async () => {
  const page = await opened(SessionsPage, '/monitor/sessions', { ...answers, '/api/admin/sessions': { ...sessions, sessions: [] } });

  await page.press('Show all sessions');

  expect(page.requests.at(-1)?.path).not.toContain('active=true');
});

test('a journey tells step after step, with the pauses, and stored markup stays text', async () => {
  const { root, text, kpi } = await opened(SessionsPage, '/monitor/sessions/s_1', { '/api/admin/sessions/s_1': oneSession });

  expect([...root.querySelectorAll('.step')].map((step) => step.getAttribute('data-execution'))).toEqual(['e1', 'e2']);
  expect(text()).toContain('5 min later');
  expect(text()).toContain('<script>alert(1)</script>');
  expect(root.querySelector('script')).toBeNull();
  expect(kpi('executions')).toBe('3');
  expect(await accessibilityFaults(root)).toEqual([]);
});

test('the queue shows who waits, and taking one says so to the server with a note', async () => {
  const page = await opened(SessionsPage, '/monitor/sessions?tab=escalations', { ...answers, '/api/admin/escalations/e1': escalation({ state: 'in_progress' }) });
  expect(page.kpi('pending')).toBe('1');
  expect(await accessibilityFaults(page.root)).toEqual([]);

  await page.press('Take');
  await page.fill('Note', 'I call her');
  await page.submit();

  expect(page.sent('POST', '/api/admin/escalations/e1')?.body).toEqual({ state: 'in_progress', note: 'I call her' });
  expect(page.root.querySelector('dialog')).toBeNull();
});

test('what is pending waits longer while it is looked at, what was taken does not', () => {
  const later = Date.parse('2026-10-20T10:01:00Z');

  expect(waitOf(escalation(), later)).toBe(60_000);
  expect(waitOf(escalation({ state: 'in_progress' }), later)).toBe(12_000);
});
