import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { ask } from './api';
import { lastWeek, open, panel, settled } from './monitor';

interface Series {
  series: { start: string; total_requests: number }[];
}

async function exported(page: Page, format: string) {
  await panel(page, 'Executions').getByRole('button', { name: /^Export/ }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: format, exact: true }).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('the chart is taken away as CSV, JSON and PNG, with the numbers of the API', async ({ page }) => {
  const window = lastWeek();
  await open(page, `?${window}&by=day`);
  await settled(page);
  await expect(page.locator('.chart-panel canvas')).toBeVisible();
  const { series } = await ask<Series>(`/api/analytics/timeline?${window}&granularity=day&tz=Europe%2FBerlin`);

  const csv = await exported(page, 'CSV');
  const rows = csv.bytes.toString().trim().split('\r\n').slice(1).map((line) => line.split(','));
  expect(csv.name).toBe('volume-by-day.csv');
  expect(rows.map(([start, , total]) => [start, Number(total)])).toEqual(series.map(({ start, total_requests }) => [start, total_requests]));

  const json = JSON.parse((await exported(page, 'JSON')).bytes.toString()) as Series;
  expect(json.series.map(({ start }) => start)).toEqual(series.map(({ start }) => start));

  const png = await exported(page, 'PNG');
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(png.bytes.length).toBeGreaterThan(5000);
});

test('the executions of the window are taken away with the filters that are on', async ({ page }) => {
  const window = `${lastWeek()}&agent=tutor`;
  const answer = await ask<{ metrics: { total_requests: number } }>(`/api/admin/metrics?${window}`);
  await open(page, `?${window}`);
  await page.getByRole('button', { name: 'Export executions' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Executions as NDJSON' }).click()]);

  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as { agent_name: string; status: string });

  expect(lines.every(({ agent_name }) => agent_name === 'tutor')).toBe(true);
  expect(lines.filter(({ status }) => ['success', 'failure', 'timeout'].includes(status)).length).toBe(answer.metrics.total_requests);
});

test('a long export shows how far it is and can be cancelled', async ({ page }) => {
  await page.route('**/api/monitoring/export**', async () => {
    // Never answered, as by a server that takes its time.
  });
  await open(page);
  await page.getByRole('button', { name: 'Export executions' }).click();
  await page.getByRole('button', { name: 'Executions as CSV' }).click();
  await expect(page.locator('.export-progress')).toContainText('0 rows');

  await page.getByRole('button', { name: 'Cancel' }).click();

  await expect(page.locator('.export-progress')).toHaveCount(0);
});
