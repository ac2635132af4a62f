import { expect, test } from '@playwright/test';
import { ask, counted, post, postAll } from './api';
import { accessibilityFaults } from './axe';
import { agrees, open, panel, settled, shot, value } from './monitor';

interface Sessions {
  sessions: { session_id: string }[];
  summary: { active: number; by_language: Record<string, number> };
}

interface Escalations {
  escalations: { execution_id: string; state: string; note: string | null }[];
  counts: { pending: number };
}

const script = '<script>window.harmed = true</script>';

test('live sessions are those of the API, by language too', async ({ page }) => {
  await post({ session_id: 's_live', user_id: 'u_1', language: 'fr' });
  await counted();
  await agrees(async () => {
    const { summary } = await ask<Sessions>('/api/admin/sessions?active=true');
    await open(page, '/sessions');
    await settled(page);

    expect(await value(page, 'active').getAttribute('value')).toBe(String(summary.active));
    for (const [language, sessions] of Object.entries(summary.by_language)) {
      expect(await panel(page, 'By language').locator(`[data-row="${language}"] data`).getAttribute('value')).toBe(String(sessions));
    }
  });

  await expect(page.locator('tbody [data-row="s_live"]')).toBeVisible();
});

test('a journey has every execution of the session, oldest first, and what was stored stays text', async ({ page }) => {
  const began = Date.now() - 300_000;
  const at = (seconds: number) => new Date(began + seconds * 1000).toISOString();
  await postAll([
    { agent_name: 'tutor', status: 'success', execution_id: 'j1', session_id: 's_journey', user_id: 'u_1', started_at: at(0), ended_at: at(2), execution_time_ms: 2000 },
    { agent_name: 'quiz', status: 'failure', execution_id: 'j2', session_id: 's_journey', user_id: 'u_1', error_message: script, started_at: at(120), ended_at: at(121), execution_time_ms: 1000 },
    { agent_name: 'tutor', status: 'success', execution_id: 'j3', session_id: 's_journey', user_id: 'u_1', started_at: at(125), ended_at: at(128), execution_time_ms: 3000 },
  ]);
  await counted();

  await open(page, '/sessions/s_journey');
  await settled(page);

  await expect(page.locator('.step')).toHaveCount(3);
  expect(await page.locator('.step').evaluateAll((steps) => steps.map((step) => step.getAttribute('data-execution')))).toEqual(['j1', 'j2', 'j3']);
  await expect(page.locator('.journey')).toContainText('1 min 58 s later');
  await expect(page.locator('.journey')).toContainText(script);
  expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
  await expect(value(page, 'executions')).toHaveAttribute('value', '3');
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await shot(page, `session-${theme}`, true);
  }
});

test('an escalation is taken and resolved, and a later record does not move it back', async ({ page }) => {
  const id = await post({ agent_name: 'support', user_id: 'u_1', session_id: 's_help', escalation: { state: 'pending', severity: 'critical' } });
  await counted();
  const state = async () => (await ask<Escalations>('/api/admin/escalations?limit=200')).escalations.find(({ execution_id }) => execution_id === id);
  await open(page, '/sessions?tab=escalations');
  await settled(page);
  const row = page.locator(`tbody [data-row="${id}"]`);
  await expect(row).toContainText('critical');
  expect(await accessibilityFaults(page)).toEqual([]);

  await row.getByRole('button', { name: 'Take' }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByLabel('Note (optional)').fill('I call her');
  await page.getByRole('button', { name: 'Take it' }).click();
  await expect(row).toHaveCount(0);
  await expect.poll(state).toMatchObject({ state: 'in_progress', note: 'I call her' });

  await page.getByText('In progress', { exact: true }).last().click();
  await row.getByRole('button', { name: 'Resolve' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();

  await expect.poll(state).toMatchObject({ state: 'resolved' });
});
