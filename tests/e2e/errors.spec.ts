import { expect, test } from '@playwright/test';
import { ask, counted, metrics, post } from './api';
import { accessibilityFaults } from './axe';
import { open, panel, settled, value } from './monitor';

interface Errors {
  errors: { execution_id: string }[];
  groups: { fingerprint: string; title: string; count: number; users: number }[];
}

const script = '<script>window.harmed = true</script><img src=x onerror="window.harmed = true">';

test('errors and their groups are counted as the API counts them', async ({ page }) => {
  const expected = await metrics('hours=168');
  const { groups } = await ask<Errors>('/api/admin/errors?hours=168&limit=50');

  await open(page, '/errors?range=7d');

  await expect(value(page, 'errors')).toHaveAttribute('value', String(expected.failed));
  for (const { fingerprint, count } of groups) {
    await expect(page.locator(`[data-row="${fingerprint}"] [data-column="count"] data`)).toHaveAttribute('value', String(count));
  }
});

test('keys lead from a group to its failures and into the record of one', async ({ page }) => {
  await open(page, '/errors?range=7d');
  await settled(page);
  await page.locator('h1').click();

  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/errors\/[^?]+\?range=7d/);
  await settled(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  await panel(page, 'Failures').locator('[data-run]').first().click();

  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a message that is looked for narrows both lists, and the link says so', async ({ page }) => {
  const id = await post({ status: 'failure', error_type: 'Odd', error_message: 'The zeppelin has landed' });
  await counted();
  await open(page, '/errors');

  await page.getByLabel('Find in messages').fill('ZEPPELIN');

  await expect(panel(page, 'Newest errors').locator('tbody tr')).toHaveCount(1);
  await expect(page.locator(`[data-run="${id}"]`)).toBeVisible();
  await expect(page).toHaveURL(/q=ZEPPELIN/);
  await page.getByLabel('Find in messages').fill('nobody ever said this');
  await expect(page.getByText('No message says that')).toBeVisible();
});

test('a stored script stays text in the lists, in the group and in its title', async ({ page }) => {
  const id = await post({ status: 'failure', error_type: 'Markup', error_message: script });
  await counted();
  await open(page, '/errors');
  await expect(page.locator(`[data-row="${id}"]`)).toContainText('<script>window.harmed');

  await page.locator('.group-name', { hasText: 'window.harmed' }).first().click();

  await expect(page.locator('h1')).toContainText('window.harmed');
  expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
  expect(await page.locator('#app script, #app img').count()).toBe(0);
});
