import { expect, test } from '@playwright/test';
import { counted, post } from './api';
import { accessibilityFaults } from './axe';
import { open, settled, shot } from './monitor';

test('everything is reached without a mouse: skip link, search, pages, windows, rows, help', async ({ page }) => {
  await open(page);
  await settled(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the numbers' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();

  await page.keyboard.press('7');
  await expect(page).toHaveURL(/range=7d/);
  await page.keyboard.press('x');
  await expect(page).toHaveURL(/cmp=none/);
  await page.keyboard.press('x');
  await page.keyboard.press('1');
  await expect(page).not.toHaveURL(/range=/);

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Help and keys' })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await shot(page, 'help');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).not.toHaveURL(/run=/);

  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page).toHaveURL(/\/live/);
});

test('the search finds an agent, and keys typed there are text', async ({ page }) => {
  await open(page);
  await page.keyboard.press('/');
  await page.keyboard.type('tut7p');
  await expect(page.getByRole('combobox', { name: 'Search' })).toHaveValue('tut7p');
  await expect(page).not.toHaveURL(/range=/);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');

  await expect(page.getByRole('option').first()).toHaveText(/Agent\s*tutor/);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/\/agents\/tutor/);
});

test('the search finds a user by a part of the name', async ({ page }) => {
  await post({ user_id: 'u_4711', user_name: 'Zoë Quist' });
  await counted();
  await open(page);
  await page.keyboard.press('/');
  await page.keyboard.type('quist');

  await expect(page.getByRole('option').first()).toHaveText(/User\s*Zoë Quist · u_4711/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/users\/u_4711/);
});

test('the chart is read with arrow keys, and the heatmap walked through', async ({ page }) => {
  await open(page, '?range=7d');
  await settled(page);
  const chart = page.getByRole('group', { name: 'Executions, read with the arrow keys' });
  await expect(chart.locator('canvas')).toBeVisible();
  await chart.focus();
  await page.keyboard.press('Home');
  await expect(chart.getByRole('status')).toContainText('Executions');
  const first = await chart.getByRole('status').textContent();
  await page.keyboard.press('ArrowRight');
  await expect(chart.getByRole('status')).not.toHaveText(first ?? '');

  await page.locator('td.heat[tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('td.heat:focus')).toContainText(/^Tue 01:00/);
  await expect(page.locator('.heatmap-reading')).toHaveText(/^Tue 01:00/);
});

test('single keys can be turned off', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('button', { name: 'Single-key shortcuts' }).click();
  await page.keyboard.press('Escape');
  await page.locator('main').focus();

  await page.keyboard.press('7');

  await expect(page).not.toHaveURL(/range=/);
});
