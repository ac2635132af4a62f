import { expect, test } from '@playwright/test';
import { ask, counted, post } from './api';
import { accessibilityFaults } from './axe';
import { agrees, open, panel, settled, shot, value } from './monitor';

interface Users {
  users: { user_id: string }[];
  active: Record<'current' | 'active_30m' | 'today' | 'this_week' | 'new' | 'total', number>;
}

interface Activity {
  summary: { total_requests: number; success_rate: number | null; total_tokens_used: number; sessions: number | null };
}

const zone = 'tz=Europe%2FBerlin';

test('each number of active users is the API\'s, and the list behind it has as many', async ({ page }) => {
  await post({ user_id: 'u_here', region: 'westeurope' });
  await counted();
  await agrees(async () => {
    const { active } = await ask<Users>(`/api/admin/users?hours=24&${zone}`);
    await open(page, '/users?active=today');
    await settled(page);

    const shown = (kpi: string) => value(page, kpi).getAttribute('value');
    expect([await shown('5m'), await shown('30m'), await shown('today'), await shown('week'), await shown('all')]).toEqual(
      [active.current, active.active_30m, active.today, active.this_week, active.total].map(String),
    );
    expect(await panel(page, 'Users today').locator('tbody tr').count()).toBe(Math.min(25, active.today));
  });

  await page.locator('[data-kpi="5m"]').click();
  await expect(panel(page, 'Here now').locator('[data-row="u_here"]')).toBeVisible();
});

test('a user is found by a part of the id', async ({ page }) => {
  await open(page, '/users?active=all');

  await page.getByLabel('Find a user').fill('u_here');

  await expect(page.locator('tbody [data-row="u_here"]').first()).toBeVisible();
});

test('one user is told as the API tells it, in both themes', async ({ page }) => {
  const { summary } = await ask<Activity>('/api/admin/user-activity/u_1');
  await page.emulateMedia({ reducedMotion: 'reduce' });

  await open(page, '/users/u_1');
  await settled(page);

  await expect(value(page, 'executions')).toHaveAttribute('value', String(summary.total_requests));
  await expect(value(page, 'success-rate')).toHaveAttribute('value', String(summary.success_rate));
  await expect(value(page, 'tokens')).toHaveAttribute('value', String(summary.total_tokens_used));
  await expect(value(page, 'sessions')).toHaveAttribute('value', String(summary.sessions));
  await expect(panel(page, 'Sessions').locator('tbody tr').first()).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    expect(await accessibilityFaults(page)).toEqual([]);
    await shot(page, `user-${theme}`, true);
  }
});

test('a user is forgotten after the id was typed, and the totals stay', async ({ page }) => {
  const id = await post({ user_id: 'u_forget_me', session_id: 's_forget_me', input_data: { message: 'my secret' } });
  await counted();
  const before = (await ask<Users>(`/api/admin/users?active=all&q=u_forget_me&${zone}`)).users;
  expect(before.map(({ user_id }) => user_id)).toEqual(['u_forget_me']);
  await open(page, '/users/u_forget_me');
  await page.getByRole('button', { name: 'Forget this user…' }).click();
  const forget = page.getByRole('button', { name: 'Forget for good' });
  await expect(forget).toBeDisabled();
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.getByLabel('Type u_forget_me to confirm').fill('u_forget_me');
  await forget.click();

  await expect(page.getByRole('dialog')).toContainText('1 execution and 1 session no longer say whose they are.');
  await expect
    .poll(async () => (await ask<Users>(`/api/admin/users?active=all&q=u_forget_me&${zone}`)).users.length)
    .toBe(0);
  const { execution } = await ask<{ execution: { user_id: string | null; input_data: unknown } }>(`/api/executions/${id}`);
  expect(execution.user_id).not.toBe('u_forget_me');
  expect(JSON.stringify(execution.input_data ?? null)).not.toContain('my secret');
});
