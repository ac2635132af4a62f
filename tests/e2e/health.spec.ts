import { expect, test } from '@playwright/test';
import { ask, counted } from './api';
import { open, panel, settled } from './monitor';

interface Health {
  state: string;
  dependencies: { name: string; state: string }[];
  process: { version: string };
}

interface Reconcile {
  report: { drift: number; executions: number } | null;
}

test('every part of the monitor is there with its state', async ({ page }) => {
  const health = await ask<Health>('/api/admin/health');
  await open(page, '/health');

  for (const { name, state } of health.dependencies) {
    await expect(page.locator(`.part[data-row="${name}"]`)).toHaveAttribute('data-state', state);
  }

  await expect(panel(page, 'Process')).toContainText(health.process.version);
  await expect(panel(page, 'Uptime').locator('.day')).toHaveCount(30);
});

test('a recount is run and proves the totals', async ({ page }) => {
  await counted();
  await open(page, '/health');
  await settled(page);
  await page.getByLabel('How far back').selectOption('7');

  await page.getByRole('button', { name: 'Recount now' }).click();

  await expect(panel(page, 'Reconcile')).toContainText('Drift 0', { timeout: 15_000 });
  const { report } = await ask<Reconcile>('/api/admin/reconcile');
  expect(report?.drift).toBe(0);
  await expect(panel(page, 'Reconcile').locator('data').first()).toHaveAttribute('value', String(report?.executions));
});

test('the API counts its own calls by endpoint', async ({ page }) => {
  await open(page, '/health');

  await expect(panel(page, 'The API itself').locator('tbody tr', { hasText: 'api/executions' }).first()).toBeVisible({ timeout: 15_000 });
});
