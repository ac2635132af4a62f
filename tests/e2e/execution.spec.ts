import { expect, test } from '@playwright/test';
import { post } from './api';
import { accessibilityFaults } from './axe';
import { open, row, settled, shot } from './monitor';

test('a row opens its record, with content hidden and masked until asked for, and Escape closes it', async ({ page }) => {
  const id = await post({ user_id: 'u_drawer', input_data: { message: 'rivers of Europe, to ann@example.org' } });
  await open(page);
  await row(page, id).getByRole('button').click();
  await expect(page.getByRole('dialog')).toContainText('u_drawer');
  await expect(page.getByText('rivers of Europe')).toHaveCount(0);

  await page.getByRole('button', { name: 'Show input' }).click();
  await expect(page.getByText('rivers of Europe')).toBeVisible();
  await expect(page.getByText('ann@example.org')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show what is masked' }).click();
  await expect(page.getByText('ann@example.org')).toBeVisible();
  expect(page.url()).toContain(`run=${id}`);
  await page.keyboard.press('Escape');

  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).not.toHaveURL(/run=/);
  await expect(row(page, id).getByRole('button')).toBeFocused();
});

test('a link to an execution opens it, with what it called in time', async ({ page }) => {
  await open(page, '?run=parent');

  await expect(page.locator('.waterfall-row')).toHaveCount(3);
  expect(await accessibilityFaults(page)).toEqual([]);
  await shot(page, 'execution');
  await page.locator('.waterfall-row', { hasText: 'retriever' }).click();
  await expect(page).toHaveURL(/run=child-a/);
  await expect(page.locator('.drawer-agent')).toHaveText('retriever');
});

test('the back button closes what lies over the page, and Escape leaves no step behind', async ({ page }) => {
  await open(page, '?range=7d');
  await settled(page);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const first = page.locator('.feed-row').first().getByRole('button');
  await page.getByRole('link', { name: 'Live', exact: true }).click();
  await expect(page).toHaveURL(/\/live\?range=7d$/);

  await first.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(/\/live\?range=7d$/);

  await first.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL(/\/monitor\?range=7d$/);
});

test('J and K go through the executions of the feed', async ({ page }) => {
  await open(page);
  await settled(page);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const rows = page.locator('.feed-row');
  const ids = [await rows.nth(0).getAttribute('data-execution'), await rows.nth(1).getAttribute('data-execution')];
  await rows.nth(0).getByRole('button').click();
  await expect(page.getByRole('dialog')).toBeVisible();

  await page.keyboard.press('j');
  await expect(page).toHaveURL(new RegExp(`run=${ids[1]}`));
  await page.keyboard.press('k');
  await expect(page).toHaveURL(new RegExp(`run=${ids[0]}`));
});

test('what still runs is told, and its end is seen', async ({ page }) => {
  const id = await post({ status: 'running', user_id: 'u_running' });
  await open(page, `/live?run=${id}`);
  await expect(page.getByRole('dialog')).toContainText('still running');

  await post({ execution_id: `${id}-other` });
  await page.request.post(`${new URL(page.url()).origin}/api/executions/${id}/complete`, {
    headers: { Authorization: `Bearer ${process.env.ADMIN_TOKEN}` },
    data: { status: 'success', execution_time_ms: 900 },
  });

  await expect(page.getByRole('dialog')).toContainText('Success');
});

test('what was stored stays text, in whichever field', async ({ page }) => {
  const script = '<script>window.harmed = true</script><img src=x onerror="window.harmed = true">';
  await open(page);
  const id = await post({
    agent_name: script,
    user_id: script,
    user_name: script,
    session_id: script,
    request_id: script,
    model_used: script,
    feature: script,
    variant: script,
    region: script,
    environment: script,
    language: 'en',
    tags: ['<img src=x onerror="window.harmed = 1">'],
    status: 'failure',
    error_type: script,
    error_message: script,
    input_data: { message: script },
    output_data: { message: script },
  });

  await row(page, id).getByRole('button').click();
  for (const what of ['Show input', 'Show output', 'Show raw record']) {
    await page.getByRole('button', { name: what }).click();
  }

  await expect(page.locator('.drawer .content pre')).toHaveCount(3);
  await expect(page.locator('.drawer-agent')).toHaveText(script);
  await page.keyboard.press('Escape');
  await expect(page.locator('.error-title', { hasText: 'window.harmed' }).first()).toBeAttached();
  await page.getByRole('combobox', { name: 'Search' }).fill(script);
  await expect(page.getByRole('option').first()).toBeVisible();
  expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
  expect(await page.locator('#app script, #app img').count()).toBe(0);
});
