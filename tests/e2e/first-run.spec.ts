import { expect, test } from '@playwright/test';
import { metrics } from './api';
import { accessibilityFaults } from './axe';
import { open, row, shot, value } from './monitor';

test('before anything was reported it waits, and sends a test execution when asked', async ({ page }) => {
  test.skip((await metrics()).total_requests > 0, 'This server already has executions.');
  await open(page);
  await expect(page.getByRole('heading', { name: 'Waiting for the first execution…' })).toBeVisible();
  for (const language of ['curl', '.NET', 'Python', 'TypeScript']) {
    await page.getByText(language, { exact: true }).click();
    await expect(page.locator('pre')).toContainText('/api/executions');
  }

  expect(await accessibilityFaults(page)).toEqual([]);
  await shot(page, 'first-run');

  await page.getByRole('button', { name: 'Send a test execution' }).click();

  await expect(value(page, 'executions')).toHaveAttribute('value', '1');
  await expect(page.locator('.feed-row')).toHaveCount(1);
  await expect(row(page, (await page.locator('.feed-row').getAttribute('data-execution')) ?? '')).toContainText('hello_agent');
});
