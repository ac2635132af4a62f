import { afterEach, expect, test, vi } from 'vitest';
import { errors } from '../../test/answers';
import { accessibilityFaults } from '../../test/axe';
import { closePage, opened } from '../../test/open';
import { problem } from '../../test/server';
import ErrorsPage from './ErrorsPage';

vi.mock('../../live/hub', () => ({ hub: () => () => new Promise(() => {}) }));
afterEach(closePage);

test('groups, the newest errors and the totals are those of the server', async () => {
  const { root, kpi } = await opened(ErrorsPage, '/monitor/errors');

  expect(kpi('errors')).toBe('1');
  expect(kpi('error-rate')).toBe('0.2');
  expect(root.querySelector('[data-row="f1"] [data-column="count"] data')?.getAttribute('value')).toBe('31');
  expect(root.querySelector('[data-run="e9"]')).not.toBeNull();
  expect(await accessibilityFaults(root)).toEqual([]);
});

test('what was stored is text, whatever it looks like', async () => {
  const { root, text } = await opened(ErrorsPage, '/monitor/errors');

  expect(text()).toContain('No answer within <b>30</b> ms');
  expect(root.querySelector('.table b b')).toBeNull();
});

test('the window, the filters and the words are asked for', async () => {
  const { requests } = await opened(ErrorsPage, '/monitor/errors?range=7d&agent=tutor&user=ann&q=429');

  expect(requests.map(({ path }) => path)).toContain('/api/admin/errors?hours=168&agent=tutor&user=ann&q=429&limit=50');
});

test('without errors it says so, and with words that nobody said it says that', async () => {
  const none = { '/api/admin/errors': { errors: [], groups: [], next_cursor: null } };
  const calm = await opened(ErrorsPage, '/monitor/errors', none);
  expect(calm.text()).toContain('Nothing failed or timed out');
  await closePage();

  const searched = await opened(ErrorsPage, '/monitor/errors?q=xyz', none);

  expect(searched.text()).toContain('No message says that');
});

test('a failure of the server is told with its request id', async () => {
  const { text } = await opened(ErrorsPage, '/monitor/errors', { '/api/admin/errors': () => problem(503, 'The store is busy.') });

  expect(text()).toContain('The store is busy.');
  expect(text()).toContain('trace-1');
});

test('one group shows when it came, whom it met, and its failures', async () => {
  const { root, requests, text } = await opened(ErrorsPage, '/monitor/errors/f1');

  expect(root.querySelector('h1')?.textContent).toBe(errors.groups[0]?.title);
  expect(text()).toContain('Fingerprint');
  expect(requests.map(({ path }) => path)).toContain('/api/admin/errors?hours=24&fingerprint=f1&limit=50');
  expect(await accessibilityFaults(root)).toEqual([]);
});
