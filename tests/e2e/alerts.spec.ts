import { expect, test } from '@playwright/test';
import { ask, counted, postAll } from './api';
import { accessibilityFaults } from './axe';
import { open, panel, settled, shot } from './monitor';

interface Alerts {
  rules: { id: string; name: string; enabled: boolean; threshold: number | null; is_default: boolean }[];
  active: { id: string; rule_name: string; subject: string | null; state: string; acknowledged_note: string | null }[];
}

const rules = async () => (await ask<Alerts>('/api/admin/alerts')).rules;

test('every rule of the API is there and says when it fires', async ({ page }) => {
  const known = await rules();
  await open(page, '/alerts?tab=rules');

  for (const { id, name } of known) {
    await expect(page.locator(`tbody [data-row="${id}"]`)).toContainText(name);
  }

  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await shot(page, `rules-${theme}`, true);
  }
});

test('a rule is switched off and on where it stands', async ({ page }) => {
  const enabled = async () => (await rules()).find(({ id }) => id === 'feed-lag')?.enabled;
  await open(page, '/alerts?tab=rules');
  const row = page.locator('tbody [data-row="feed-lag"]');

  await row.getByRole('switch').click();
  await expect.poll(enabled).toBe(false);
  await expect(row.getByRole('switch')).toBeEnabled();
  await row.getByRole('switch').click();

  await expect.poll(enabled).toBe(true);
});

test('faults of a rule stand at their field', async ({ page }) => {
  await open(page, '/alerts?tab=rules');
  await page.getByRole('button', { name: 'Success rate is low' }).click();
  await page.getByLabel('Fires below').fill('7');
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(page.getByLabel('Fires below')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('dialog')).toContainText('between 0 and 1');
  expect((await rules()).find(({ id }) => id === 'success-rate')?.threshold).toBe(0.95);
});

test('a new rule fires, is acknowledged with a note, and is taken away again', async ({ page }) => {
  await postAll(Array.from({ length: 8 }, (_, index) => ({ agent_name: 'breaker', status: index < 6 ? 'failure' : 'success', error_type: 'E', error_message: 'x' })));
  await counted();
  await open(page, '/alerts?tab=rules');
  await settled(page);
  await page.getByRole('button', { name: 'Add a rule' }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByLabel('Name').fill('Breaker <i>breaks</i>');
  await page.getByLabel('Looks at').selectOption('error_rate');
  await page.getByLabel('Severity').selectOption('critical');
  await page.getByRole('dialog').getByLabel('Agent').fill('breaker');
  await page.getByLabel('Fires above').fill('0.5');
  await page.getByLabel('For', { exact: true }).fill('0');
  await page.getByLabel('At least').fill('1');
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.getByRole('link', { name: 'Active' }).click();
  const alert = page.locator('[data-alert]', { hasText: 'Breaker <i>breaks</i>' });
  await expect(alert).toContainText('firing', { timeout: 120_000 });
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await shot(page, `alerts-${theme}`, true);
  }

  await alert.getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByLabel('Note (optional)').fill('On it');
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
  await expect(alert).toContainText('“On it”');
  const { active } = await ask<Alerts>('/api/admin/alerts');
  expect(active.find(({ rule_name }) => rule_name === 'Breaker <i>breaks</i>')).toMatchObject({ state: 'acknowledged', acknowledged_note: 'On it' });

  await page.getByRole('link', { name: 'Rules' }).click();
  await page.getByRole('button', { name: 'Breaker <i>breaks</i>' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect.poll(async () => (await rules()).some(({ name }) => name.startsWith('Breaker'))).toBe(false);
});

test('without a webhook the page says how to set one', async ({ page }) => {
  await open(page, '/alerts');

  await expect(panel(page, 'Webhook')).toContainText('AgentMonitor:Alerts:WebhookUrl');
});
