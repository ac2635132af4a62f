import { expect, test } from '@playwright/test';
import { ask, counted, metrics, post } from './api';
import { accessibilityFaults } from './axe';
import { lastWeek, open, panel, settled, value } from './monitor';

interface Overview {
  kpis: Record<string, { value: number | null; change: number | null }>;
}

test('the numbers equal those of the API', async ({ page }) => {
  await counted();
  const expected = await metrics();
  const { kpis } = await ask<Overview>('/api/analytics/overview?hours=24');
  expect(kpis['executions']?.value).toBe(expected.total_requests);

  await open(page);

  await expect(value(page, 'executions')).toHaveAttribute('value', String(expected.total_requests));
  await expect(value(page, 'success-rate')).toHaveAttribute('value', String(expected.success_rate));
  await expect(value(page, 'p95')).toHaveAttribute('value', String(expected.latency_ms.p95));
  await expect(value(page, 'tokens')).toHaveAttribute('value', String(expected.total_tokens_used));
  await expect(value(page, 'cost')).toHaveAttribute('value', String(expected.total_cost_usd));
  for (const [agent, { count }] of Object.entries(expected.agent_metrics)) {
    await expect(page.locator(`[data-row=${JSON.stringify(agent)}] [data-column="runs"] data`).first()).toHaveAttribute('value', String(count));
  }
});

test('the table of the chart sums to the total of the same days', async ({ page }) => {
  await counted();
  const window = lastWeek();
  const { series } = await ask<{ series: { total_requests: number }[] }>(`/api/analytics/timeline?${window}&granularity=day&tz=Europe%2FBerlin`);
  await open(page, `?${window}&by=day&view=table`);
  const cells = panel(page, 'Executions').locator('tbody tr td:nth-of-type(1)');
  await expect(cells).toHaveCount(series.length);

  const shown = (await cells.allTextContents()).map((text) => Number(text.replaceAll(',', '')));

  expect(shown.reverse()).toEqual(series.map(({ total_requests }) => total_requests));
});

test('a posted execution is seen by itself, and the totals follow', async ({ page }) => {
  await counted();
  await open(page);
  await settled(page);
  const before = Number(await value(page, 'executions').getAttribute('value'));

  const id = await post({ user_id: 'u_live', execution_time_ms: 1500 });

  await expect(page.locator(`[data-execution="${id}"]`)).toBeVisible();
  await expect(value(page, 'executions')).toHaveAttribute('value', String(before + 1));
});

test('the window moves with its buttons, and the address says which it is', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Period: Last 24 hours' }).click();
  await page.getByRole('button', { name: 'Last 7 days' }).click();
  await expect(page).toHaveURL(/range=7d/);
  const week = await metrics('hours=168');
  await expect(value(page, 'executions')).toHaveAttribute('value', String(week.total_requests));

  await page.getByRole('button', { name: 'One period back' }).click();
  await expect(page).toHaveURL(/from=.*to=/);
  await expect(value(page, 'executions')).not.toHaveAttribute('value', String(week.total_requests));
  await page.getByRole('button', { name: 'One period on' }).click();
  await expect(page).toHaveURL(/range=7d/);

  await page.goBack();
  await expect(page).toHaveURL(/from=.*to=/);
});

test('a filter narrows what follows it, is shown as a chip, and goes along to another page', async ({ page }) => {
  await counted();
  await open(page, '?agent=tutor');
  const expected = await metrics('hours=24&agent=tutor');

  await expect(value(page, 'executions')).toHaveAttribute('value', String(expected.total_requests));
  await expect(page.locator('.chip')).toHaveText('agent tutor');
  await page.getByRole('link', { name: 'Live', exact: true }).click();
  await expect(page).toHaveURL(/\/live\?agent=tutor/);
  await expect(page.locator('.feed-agent').first()).toHaveText('tutor');

  await page.getByRole('button', { name: 'Without the filter agent tutor' }).click();
  await expect(page.locator('.chip')).toHaveCount(0);
});

test('filters are filled in by hand, by key as well', async ({ page }) => {
  await open(page);
  await page.keyboard.press('f');
  await expect(page.getByLabel('Agent', { exact: true })).toBeFocused();
  await page.keyboard.type('tutor');
  await page.getByLabel('Status', { exact: true }).selectOption('success');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show only these' }).click();

  await expect(page).toHaveURL(/agent=tutor&status=success$/);
  await expect(page.locator('.chip')).toHaveText(['agent tutor', 'status success']);
});

test('the active users open the people behind the number', async ({ page }) => {
  await post({ user_id: 'u_present' });
  await open(page);
  await page.getByRole('button', { name: 'Active users' }).click();

  await expect(page.getByRole('dialog')).toContainText('u_present');
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/show=/);
});

test('what one route does not give leaves the other panels alone', async ({ page }) => {
  await page.route('**/api/analytics/heatmap**', (route) => route.fulfill({ status: 404, json: { title: 'Not found', detail: 'Nothing is here.', traceId: 'trace-7' } }));
  await open(page);

  await expect(panel(page, 'Hours of the week')).toContainText('Nothing is here.');
  await expect(panel(page, 'Hours of the week')).toContainText('trace-7');
  await expect(page.locator('[data-row]').first()).toBeVisible();
  await page.unroute('**/api/analytics/heatmap**');
  await panel(page, 'Hours of the week').getByRole('button', { name: 'Retry' }).click();
  await expect(panel(page, 'Hours of the week').locator('td.heat')).toHaveCount(168);
});
