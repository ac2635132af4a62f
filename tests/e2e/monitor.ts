import { expect, type Page } from '@playwright/test';
import { link } from './api';

/** What the tests look for on the page, by what it is for and not by how it looks. */
export const pill = (page: Page) => page.locator('[data-connection]');
export const value = (page: Page, kpi: string) => page.locator(`[data-kpi="${kpi}"] data`);
export const row = (page: Page, id: string) => page.locator(`[data-execution="${id}"]`);
export const panel = (page: Page, title: string) =>
  page.locator('section.panel').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

/** Signs in by the link and waits until the page is live. */
export async function open(page: Page, address = ''): Promise<void> {
  await page.goto(link(address));
  await expect(pill(page)).toHaveText('Live');
}

/** Goes on once every panel has its answer. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.locator('main .skeleton')).toHaveCount(0);
}

/** The page says what the API says. What counts the last minutes may change between question and look; then both are asked anew. */
export const agrees = (check: () => Promise<void>) => expect(check).toPass({ timeout: 180_000 });

/** A window of whole days that stands still: one that moves may lose an execution, or gain a day, between question and page. */
export function lastWeek(): string {
  const midnight = (ago: number) => new Date((Math.floor(Date.now() / 86_400_000) - ago) * 86_400_000).toISOString();
  return `from=${midnight(7)}&to=${midnight(0)}`;
}

export const shot = (page: Page, name: string, fullPage = false) => page.screenshot({ path: `screenshots/${name}.png`, fullPage });
