import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { accessibilityFaults } from '../../test/axe';
import { closePage, opened } from '../../test/open';
import { settle } from '../../test/page';
import { alert, alerts } from '../../test/watch';
import AlertsPage from './AlertsPage';

vi.mock('../../live/hub', () => ({ hub: () => () => new Promise(() => {}) }));
afterEach(closePage);

const tagged = (answer = alerts()) => ({ '/api/admin/alerts': () => Response.json(answer, { headers: { ETag: '"7"' } }) });

test('what fires is shown with its message, and is acknowledged with a note', async () => {
  const page = await opened(AlertsPage, '/monitor/alerts', { ...tagged(), '/api/admin/alerts/a1/acknowledge': { alert: alert({ state: 'acknowledged' }) } });
  expect(page.text()).toContain('Success rate of the last 15 min is 81.0 %');
  expect(await accessibilityFaults(page.root)).toEqual([]);

  await page.press('Acknowledge');
  await page.fill('Note', 'On it');
  await page.submit();

  expect(page.sent('POST', '/api/admin/alerts/a1/acknowledge')?.body).toEqual({ note: 'On it' });
});

test('when all is quiet it says so, and what is looked at', async () => {
  const { text } = await opened(AlertsPage, '/monitor/alerts', tagged(alerts({ active: [] })));

  expect(text()).toContain('All quiet');
  expect(text()).toContain('1 rules are looked at');
});

test('a pending alert cannot be acknowledged yet', async () => {
  const { text } = await opened(AlertsPage, '/monitor/alerts', tagged(alerts({ active: [alert({ state: 'pending', fired_at: null })] })));

  expect(text()).not.toContain('Acknowledge');
});

test('switching a rule on sends all rules with the tag of those that were read', async () => {
  const page = await opened(AlertsPage, '/monitor/alerts?tab=rules', tagged());
  expect(await accessibilityFaults(page.root)).toEqual([]);

  await act(() => page.root.querySelector<HTMLInputElement>('[data-row="feed-lag"] input')?.click());
  await settle();

  const put = page.sent('PUT', '/api/admin/alerts');
  expect(put?.init.headers).toMatchObject({ 'If-Match': '"7"' });
  expect((put?.body as { rules: { id: string; enabled: boolean }[] }).rules.map(({ id, enabled }) => [id, enabled])).toEqual([['success-rate', true], ['feed-lag', true]]);
});

test('faults of a rule stand at their fields', async () => {
  const page = await opened(AlertsPage, '/monitor/alerts?tab=rules', tagged());
  await page.press('Success rate is low');
  expect(await accessibilityFaults(page.root)).toEqual([]);
  await page.fill('Fires below', '2');
  vi.stubGlobal('fetch', async () =>
    Response.json({ title: 'x', detail: 'Not valid.', errors: [{ pointer: '/rules/0/threshold', code: 'out_of_range', message: 'A rate lies between 0 and 1.' }] }, { status: 422 }),
  );

  await page.submit();

  expect(page.root.querySelector('dialog [aria-invalid="true"]')?.getAttribute('type')).toBe('number');
  expect(page.root.querySelector('dialog')?.textContent).toContain('A rate lies between 0 and 1.');
});

test('a test of the webhook says what came of it', async () => {
  const page = await opened(AlertsPage, '/monitor/alerts', {
    ...tagged(),
    '/api/admin/alerts/success-rate/test': { delivered: false, status_code: 500, error: 'The receiver answered 500.' },
  });

  await page.press('Send a test');

  expect(page.text()).toContain('The receiver answered 500.');
});

test('history tells what was over', async () => {
  const page = await opened(AlertsPage, '/monitor/alerts?tab=history', {
    ...tagged(),
    '/api/admin/alerts/history': { alerts: [alert({ state: 'resolved', resolved_at: '2026-10-20T10:30:00Z' })], next_cursor: null },
  });

  expect(page.root.querySelector('[data-alert="a1"]')?.textContent).toContain('resolved');
  expect(page.text()).toContain('worst 80%');
});
