import { expect, test } from '@playwright/test';
import { ask, counted } from './api';
import { agrees, open, panel, settled } from './monitor';

interface Health {
  state: string;
  dependencies: { name: string; state: string }[];
  process: { version: string };
}

interface Reconcile {
  report: { drift: number; executions: number } | null;
}

test('every part of the monitor is there with its state', async ({ page }) => {
  await open(page, '/health');

  // On a busy machine a part may be late for one look and in time for the next.
  await agrees(async () => {
    const health = await ask<Health>('/api/admin/health');
    await page.reload();
    await settled(page);
    for (const { name, state } of health.dependencies) {
      expect(await page.locator(`.part[data-row="${name}"]`).getAttribute('data-state'), name).toBe(state);
    }

    expect(await panel(page, 'Process').textContent()).toContain(health.process.version);
  });
  await expect(panel(page, 'Uptime').locator('.day')).toHaveCount(30);
});

test('a recount is run and proves the totals', async ({ page }) => {
  await counted();
  await open(page, '/health');
  await settled(page);
  await page.getByLabel('How far back').selectOption('7');

  await page.getByRole('button', { name: 'Recount now' }).click();

  await expect(panel(page, 'Reconcile')).toContainText('Drift 0');
  const { report } = await ask<Reconcile>('/api/admin/reconcile');
  expect(report?.drift).toBe(0);
  await expect(panel(page, 'Reconcile').locator('data').first()).toHaveAttribute('value', String(report?.executions));
});

test('the API counts its own calls by endpoint', async ({ page }) => {
  await open(page, '/health');

  await expect(panel(page, 'The API itself').locator('tbody tr', { hasText: 'api/executions' }).first()).toBeVisible({ timeout: 15_000 });
});
