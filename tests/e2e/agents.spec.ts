import { expect, test } from '@playwright/test';
import { ask, metrics } from './api';
import { accessibilityFaults } from './axe';
import { open, panel, settled, shot, value } from './monitor';

interface Agent {
  agent: { metrics: { count: number; success_rate: number | null; p95_ms: number | null; total_tokens: number } };
  models: Record<string, { count: number }>;
  latency_ms: { p99: number | null };
}

test('every agent has the numbers that the API gives it', async ({ page }) => {
  const { agent_metrics } = await metrics('hours=168');

  await open(page, '/agents?range=7d');

  for (const [agent, { count, p95_ms }] of Object.entries(agent_metrics)) {
    await expect(page.locator(`[data-row="${agent}"] [data-column="runs"] data`)).toHaveAttribute('value', String(count));
    if (p95_ms !== null) {
      await expect(page.locator(`[data-row="${agent}"] [data-column="p95"] data`)).toHaveAttribute('value', String(p95_ms));
    }
  }
});

test('runs stand beside those of the period before, unless nothing is compared', async ({ page }) => {
  await open(page, '/agents?range=7d');

  await expect(page.locator('[data-row="tutor"] [data-column="change"] .delta')).toHaveText(/%|no change/);
  await page.keyboard.press('x');
  await expect(page.locator('[data-column="change"]')).toHaveCount(0);
});

test('the order that is chosen stands in the link', async ({ page }) => {
  await open(page, '/agents?range=7d');
  await settled(page);
  await page.getByRole('button', { name: 'Agent', exact: true }).click();
  await expect(page).toHaveURL(/sort=agent/);
  const names = await page.locator('tbody th a').allTextContents();

  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en-US')));
});

test('one agent is told as the API tells it, in both themes', async ({ page }) => {
  const expected = await ask<Agent>('/api/admin/agents/tutor?hours=168');
  await page.emulateMedia({ reducedMotion: 'reduce' });

  await open(page, '/agents/tutor?range=7d');
  await settled(page);

  await expect(value(page, 'executions')).toHaveAttribute('value', String(expected.agent.metrics.count));
  await expect(value(page, 'success-rate')).toHaveAttribute('value', String(expected.agent.metrics.success_rate));
  await expect(value(page, 'p95')).toHaveAttribute('value', String(expected.agent.metrics.p95_ms));
  await expect(page.locator('[data-row="p99"] data')).toHaveAttribute('value', String(expected.latency_ms.p99));
  for (const [model, { count }] of Object.entries(expected.models)) {
    await expect(panel(page, 'Models').locator(`[data-row="${model}"] [data-column="runs"] data`)).toHaveAttribute('value', String(count));
  }

  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    expect(await accessibilityFaults(page)).toEqual([]);
    await shot(page, `agent-${theme}`, true);
  }
});

test('an agent that nobody has seen is told as such', async ({ page }) => {
  await open(page, '/agents/ghost');

  await expect(page.getByText('Nobody has seen this agent')).toBeVisible();
});
