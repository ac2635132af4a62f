import { expect, test } from '@playwright/test';
import { open, panel, pill } from './monitor';

test('the theme that is chosen stays after the page is loaded anew', async ({ page }) => {
  await open(page, '/settings');
  await panel(page, 'This browser').getByText('Dark', { exact: true }).click();
  await page.reload();

  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('single-key shortcuts can be turned off', async ({ page }) => {
  await open(page, '/settings');
  await page.getByRole('switch', { name: 'Single-key shortcuts' }).click();
  await page.locator('h1').click();

  await page.keyboard.press('?');

  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('times are told in UTC when that is chosen, and the link says so', async ({ page }) => {
  await open(page, '/settings');
  await panel(page, 'This browser').getByText('UTC', { exact: true }).click();

  await expect(page).toHaveURL(/tz=UTC/);
});

test('signing out forgets the token', async ({ page }) => {
  await open(page, '/settings');
  await page.getByRole('button', { name: 'Sign out' }).click();

  await expect(page.getByLabel('Admin token')).toBeVisible();
  await expect(pill(page)).toHaveCount(0);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});
