import { expect, test } from '@playwright/test';
import { base, link, token } from './api';
import { accessibilityFaults } from './axe';
import { open, pill, shot } from './monitor';

test('a link signs in, and the token leaves the address and never reaches it again', async ({ page }) => {
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));

  await open(page);

  expect(page.url()).toBe(`${base()}/monitor`);
  expect(addresses.filter((address) => address.includes(token()))).toEqual([]);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(token());
});

test('a link to a page with a window signs in and shows that page', async ({ page }) => {
  await open(page, '/live?range=7d');

  expect(page.url()).toBe(`${base()}/monitor/live?range=7d`);
  await expect(page.getByRole('link', { name: 'Live', exact: true })).toHaveAttribute('aria-current', 'page');
});

test('without a link the token is typed, and a wrong one is refused', async ({ page }) => {
  await page.goto(`${base()}/monitor`);
  await page.getByLabel('Admin token').fill('not-the-token-but-long-enough-to-be-one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('did not accept');
  expect(await accessibilityFaults(page)).toEqual([]);
  await shot(page, 'sign-in');

  await page.getByLabel('Admin token').fill(token());
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(pill(page)).toHaveText('Live');
});

test('signing out forgets the token', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();

  await expect(page.getByLabel('Admin token')).toBeVisible();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test('nothing breaks the page\'s policy and nothing is logged as an error', async ({ page }) => {
  const said: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));

  const answer = await page.goto(link());
  await expect(pill(page)).toHaveText('Live');
  await page.locator('.feed-row button').first().click();
  await expect(page.locator('.facts').first()).toBeVisible();

  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain('unsafe');
  expect(said).toEqual([]);
});
