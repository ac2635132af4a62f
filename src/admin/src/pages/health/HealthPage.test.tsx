import { afterEach, expect, test, vi } from 'vitest';
import { accessibilityFaults } from '../../test/axe';
import { closePage, opened } from '../../test/open';
import { apiStatus, deadLetters, monitorHealth, reconciled } from '../../test/watch';
import HealthPage from './HealthPage';
import { cellOf } from './UptimePanel';

vi.mock('../../live/hub', () => ({ hub: () => () => new Promise(() => {}) }));
afterEach(closePage);

const answers = {
  '/api/admin/health': monitorHealth(),
  '/api/status/api-status': apiStatus,
  '/api/admin/dead-letters': deadLetters,
  '/api/admin/reconcile': reconciled(),
};

test('every part says how it is, and the one that is not fine says why', async () => {
  const { root, panel } = await opened(HealthPage, '/monitor/health', answers);

  expect(root.querySelector('.page-head')?.textContent).toContain('degraded');
  expect(panel('Parts')?.querySelector('[data-row="feed"]')?.textContent).toContain('The rollups lag behind the log.');
  expect(panel('Parts')?.querySelector<HTMLDetailsElement>('[data-row="feed"]')?.open).toBe(true);
  expect(panel('Store and feed')?.textContent).toContain('stale');
  expect(panel('Uptime')?.textContent).toContain('99.5%');
  expect(panel('The API itself')?.textContent).toContain('/api/admin/metrics');
  expect(await accessibilityFaults(root)).toEqual([]);
});

test('a section that cannot be had says so, and the others stay', async () => {
  const { panel } = await opened(HealthPage, '/monitor/health', { ...answers, '/api/admin/health': monitorHealth({ process: null, uptime: null }) });

  expect(panel('Process')?.textContent).toContain('The process does not say');
  expect(panel('Store and feed')?.textContent).toContain('SQLite');
});

test('a recount is run for as far back as was chosen, and its proof is shown', async () => {
  const page = await opened(HealthPage, '/monitor/health', { ...answers, '/api/admin/reconcile': reconciled() });
  await page.press('Recount now');

  expect(page.sent('POST', '/api/admin/reconcile')?.path).toMatch(/from=20/);
  expect(page.panel('Reconcile')?.textContent).toContain('Drift 0');
});

test('what differs is listed and can be mended', async () => {
  const page = await opened(HealthPage, '/monitor/health', {
    ...answers,
    '/api/admin/reconcile': reconciled({ drift: 1, differences: [{ scope: 'agents', grain: 'hour', start: '2026-10-20T09:00:00Z', cell: 'tutor', stored: 5, recounted: 6 }] }),
  });
  expect(page.panel('Reconcile')?.textContent).toContain('5 stored, 6 recounted');

  await page.press('Mend them');

  expect(page.sent('POST', '/api/admin/reconcile')?.path).toContain('repair=true');
});

test('a dead letter is tried again', async () => {
  const page = await opened(HealthPage, '/monitor/health', { ...answers, '/api/admin/dead-letters/d1/requeue': { status: 'success' } });
  expect(page.text()).toContain('Its counts do not fit <b>any</b> cell.');

  await page.press('Requeue');

  expect(page.sent('POST', '/api/admin/dead-letters/d1/requeue')).toBeDefined();
});

test('a day is green, in doubt or bad by how much of it was up, and hatched where nothing is known', () => {
  expect([1, 0.97, 0.5, null].map((ratio) => cellOf({ day: '2026-10-20', ratio }).level)).toEqual([4, 'warn', 'bad', null]);
});
