import { expect, test } from '@playwright/test';
import { ask, counted, post } from './api';
import { accessibilityFaults } from './axe';
import { agrees, lastWeek, open, panel, settled, shot, value } from './monitor';

interface Costs {
  rows: { key: string | null; total_cost_usd: number; unpriced_tokens: number }[];
  total: { total_cost_usd: number };
  periods: Record<'total' | 'today' | 'this_week' | 'this_month', number>;
}

interface Budgets {
  budgets: { id: string; name: string; scope: string; key: string | null; limit_usd: number; spent_usd: number }[];
}

interface Prices {
  entries: { model: string; origin: string; input: number }[];
}

test('what was spent equals what the API says, for every period and agent', async ({ page }) => {
  const window = lastWeek();
  // A day, a week or a month may begin between question and page; then both are asked anew.
  await agrees(async () => {
    const expected = await ask<Costs>(`/api/analytics/costs?${window}&tz=Europe%2FBerlin&by=agent&limit=100`);
    await open(page, `/costs?${window}`);
    await settled(page);

    const { today, this_week, this_month, total } = expected.periods;
    const shown = (kpi: string) => value(page, kpi).getAttribute('value');
    expect([await shown('window'), await shown('today'), await shown('week'), await shown('month'), await shown('total')]).toEqual(
      [expected.total.total_cost_usd, today, this_week, this_month, total].map(String),
    );
    for (const { key, total_cost_usd, unpriced_tokens } of expected.rows) {
      if (key !== null && (total_cost_usd > 0 || unpriced_tokens === 0)) {
        expect(await page.locator(`tbody [data-row="${key}"] [data-column="cost"] data`).getAttribute('value'), key).toBe(String(total_cost_usd));
      }
    }
  });
});

test('costs are broken down by whatever is asked for, and the link says so', async ({ page }) => {
  await open(page, '/costs?range=7d');
  await page.getByText('Model', { exact: true }).click();

  await expect(panel(page, 'Cost by model').locator('tbody [data-row="gpt-4o"]')).toBeVisible();
  await expect(page).toHaveURL(/by=model/);
});

test('the chart of costs is a table when asked, day by day, and is taken away as it is drawn', async ({ page }) => {
  await open(page, `/costs?${lastWeek()}`);
  await settled(page);
  const chart = panel(page, 'Cost by day');
  await chart.getByRole('button', { name: 'As a table' }).click();
  await expect(chart.locator('tbody tr')).toHaveCount(8);

  await chart.getByRole('button', { name: 'Export cost-by-day' }).click();
  await expect(page.getByRole('button', { name: 'PNG', exact: true })).toHaveCount(0);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV', exact: true }).click()]);
  expect(download.suggestedFilename()).toBe('cost-by-day.csv');
});

test('a budget is set, changed and taken away', async ({ page }) => {
  // Early in a day or a month nothing else was spent in it yet.
  await post({ agent_name: 'tutor', cost_usd: 0.5 });
  await counted();
  await open(page, '/costs?tab=budgets');
  await settled(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Add a budget' }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByLabel('Name').fill('Tutor <b>bold</b>');
  await page.getByLabel('For', { exact: true }).selectOption('agent');
  await page.getByLabel('Which agent').fill('tutor');
  await page.getByLabel('Limit in USD').fill('0.01');
  await page.getByRole('dialog').getByRole('button', { name: 'Add the budget' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const { budgets } = await ask<Budgets>('/api/admin/budgets');
  const saved = budgets.find(({ name }) => name === 'Tutor <b>bold</b>');
  expect(saved).toMatchObject({ scope: 'agent', key: 'tutor', limit_usd: 0.01 });
  await expect(page.locator('.budget h3')).toHaveText('Tutor <b>bold</b>');
  await expect(page.locator('.budget')).toContainText('exceeded');
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await shot(page, `budgets-${theme}`, true);
  }

  await page.getByRole('button', { name: 'Change Tutor <b>bold</b>' }).click();
  await page.getByLabel('Limit in USD').fill('5000');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.budget')).toContainText('within');

  await page.getByRole('button', { name: 'Change Tutor <b>bold</b>' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('No budgets')).toBeVisible();
  expect((await ask<Budgets>('/api/admin/budgets')).budgets).toEqual([]);
});

test('a budget that cannot be is refused at the field, and nothing is saved', async ({ page }) => {
  await open(page, '/costs?tab=budgets');
  await page.getByRole('button', { name: 'Add a budget' }).click();
  await page.getByLabel('Name').fill('x');
  await page.getByLabel('Limit in USD').fill('10');
  await page.getByLabel('Time zone').fill('Mars/Olympus');
  await page.getByRole('dialog').getByRole('button', { name: 'Add the budget' }).click();

  await expect(page.getByLabel('Time zone')).toHaveAttribute('aria-invalid', 'true');
  expect((await ask<Budgets>('/api/admin/budgets')).budgets).toEqual([]);
});

test('a model without a price gets one, and what it did before is priced anew after a look', async ({ page }) => {
  await post({ agent_name: 'priced', model_used: 'e2e-model', usage: { input_tokens: 1_000_000, output_tokens: 1_000_000 } });
  await counted();
  await open(page, '/costs?tab=prices');
  await settled(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  const unpriced = panel(page, 'Without a price').locator('[data-row="e2e-model"]');
  await expect(unpriced).toContainText('2,000,000');

  await unpriced.getByRole('button', { name: 'Set a price' }).click();
  await page.getByLabel('Input', { exact: true }).fill('1');
  await page.getByLabel('Output', { exact: true }).fill('2');
  await page.getByRole('button', { name: 'Add the price' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect((await ask<Prices>('/api/admin/prices')).entries.filter(({ origin }) => origin === 'admin')).toMatchObject([{ model: 'e2e-model', input: 1 }]);

  await expect(page.getByLabel('Model to price anew')).toHaveValue('e2e-model');
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await expect(page.locator('.reprice-sum')).toContainText('$3.00');
  await shot(page, 'prices', true);
  const apply = page.locator('form').getByRole('button', { name: 'Price them anew' });
  await apply.click();

  await expect(page.locator('.reprice-sum')).toContainText('Now');
  await expect
    .poll(async () => (await ask<{ metrics: { agent_metrics: Record<string, { total_cost_usd: number }> } }>('/api/admin/metrics?hours=24')).metrics.agent_metrics['priced']?.total_cost_usd)
    .toBe(3);
});
