import { afterEach, expect, test, vi } from 'vitest';
import { users } from '../../test/analytics';
import { accessibilityFaults } from '../../test/axe';
import { closePage, opened } from '../../test/open';
import { budget } from '../../test/money';
import { activity, sessions } from '../../test/people';
import UsersPage from './UsersPage';

vi.mock('../../live/hub', () => ({ hub: () => () => new Promise(() => {}) }));
afterEach(closePage);

const one = (answer = activity({ budget: budget({ scope: 'user', key: 'u_1' }) })) => ({ '/api/admin/user-activity/u_1': answer, '/api/admin/sessions': sessions });

test('each number of active users is the server\'s, and pressing it asks for its list', async () => {
  const { root, kpi, press, requests } = await opened(UsersPage, '/monitor/users');
  expect(['5m', '30m', 'today', 'week', 'new', 'all'].map(kpi)).toEqual(['2', '3', '4', '5', '1', '9']);
  expect(requests.some(({ path }) => path.startsWith('/api/admin/users?') && path.includes('active=30m'))).toBe(true);
  expect(await accessibilityFaults(root)).toEqual([]);

  await press('New1first seen in the period');

  expect(requests.some(({ path }) => path.includes('active=all&new=true'))).toBe(true);
  expect(location.search).toContain('active=new');
});

test('nobody active says what to do next', async () => {
  const { text } = await opened(UsersPage, '/monitor/users', { '/api/admin/users': { ...users, users: [] } });

  expect(text()).toContain('Nobody in the last 30 minutes');
});

test('one user is shown with days, sessions, agents, errors and budget', async () => {
  const { root, kpi, panel, text } = await opened(UsersPage, '/monitor/users/u_1', one());

  expect(root.querySelector('h1')?.textContent).toBe('Ann <b>Lee</b>');
  expect(kpi('executions')).toBe('5');
  expect(kpi('sessions')).toBe('2');
  expect(panel('Activity of 30 days')?.querySelectorAll('.day')).toHaveLength(3);
  expect(panel('Agents used')?.textContent).toContain('tutor');
  expect(panel('Budget')?.textContent).toContain('$6.20');
  expect(panel('Sessions')?.querySelector('[data-row="s_1"]')).not.toBeNull();
  expect(text()).toContain('came back');
  expect(await accessibilityFaults(root)).toEqual([]);
});

test('without a budget there is a way to set one', async () => {
  const { panel } = await opened(UsersPage, '/monitor/users/u_1', one(activity({ budget: null })));

  expect(panel('Budget')?.querySelector('a')?.getAttribute('href')).toBe('/monitor/costs?tab=budgets&new=user&key=u_1');
});

test('a user is forgotten only after their id was typed', async () => {
  const page = await opened(UsersPage, '/monitor/users/u_1', {
    ...one(),
    '/api/admin/users/u_1/forget': { user_id_hash: 'h', executions: 12, sessions: 3, rollup_documents: 4, state: 'done' },
  });
  await page.press('Forget this user…');
  const button = () => page.root.querySelector<HTMLButtonElement>('dialog button[type="submit"]');
  expect(button()?.disabled).toBe(true);

  await page.fill('Type u_1 to confirm', 'u_1');
  expect(button()?.disabled).toBe(false);
  await page.submit();

  expect(page.sent('POST', '/api/admin/users/u_1/forget')).toBeDefined();
  expect(page.text()).toContain('12 executions and 3 sessions no longer say whose they are.');
});

test('what was erased is told although the user is gone by then', async () => {
  let gone = false;
  const page = await opened(UsersPage, '/monitor/users/u_1', {
    ...one(),
    '/api/admin/user-activity/u_1': () => Response.json(gone ? { ...activity({ total_requests: 0 }), activity: [] } : activity()),
    '/api/admin/users/u_1/forget': () => {
      gone = true;
      return Response.json({ user_id_hash: 'h', executions: 12, sessions: 3, rollup_documents: 4, state: 'done' });
    },
  });
  await page.press('Forget this user…');
  await page.fill('Type u_1 to confirm', 'u_1');
  await page.submit();
  await vi.waitFor(() => expect(page.kpi('executions')).toBe('0'));

  expect(page.text()).toContain('12 executions and 3 sessions no longer say whose they are.');
});
