import { expect, test, type Page } from '@playwright/test';
import { base, link, metrics, post, token } from './api';
import { accessibilityFaults } from './axe';

const shot = (page: Page, name: string) => page.screenshot({ path: `screenshots/${name}.png` });
const pill = (page: Page) => page.locator('[data-connection]');
const value = (page: Page, kpi: string) => page.locator(`[data-kpi="${kpi}"] data`);

async function open(page: Page): Promise<void> {
  await page.goto(link());
  await expect(pill(page)).toHaveText('Live');
}

async function seed(): Promise<void> {
  await post({ agent_name: 'tutor', user_id: 'u_1', session_id: 's_1', execution_time_ms: 2100, tokens_used: 840, model_used: 'gpt-4o' });
  await post({
    agent_name: 'quiz',
    user_id: 'u_2',
    execution_time_ms: 900,
    model_used: 'gpt-4o',
    usage: { input_tokens: 1200, output_tokens: 300 },
    input_data: { message: 'Ten questions about rivers' },
  });
  await post({ agent_name: 'quiz', status: 'failure', error_type: 'RateLimit', error_message: 'Too many requests: 429', execution_time_ms: 120 });
}

test('before anything was reported it waits, and sends a test execution when asked', async ({ page }) => {
  test.skip((await metrics()).total_requests > 0, 'This server already has executions.');
  await open(page);
  await expect(page.getByRole('heading', { name: 'Waiting for the first execution…' })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await shot(page, 'first-run');

  await page.getByRole('button', { name: 'Send a test execution' }).click();

  await expect(value(page, 'executions')).toHaveAttribute('value', '1');
  await expect(page.locator('.feed-row')).toHaveCount(1);
});

test('a link signs in, and the token leaves the address and never reaches it again', async ({ page }) => {
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));

  await open(page);

  expect(page.url()).toBe(`${base()}/monitor`);
  expect(addresses.filter((address) => address.includes(token()))).toEqual([]);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(token());
});

test('without a link the token is typed, and a wrong one is refused', async ({ page }) => {
  await page.goto(`${base()}/monitor`);
  await page.getByLabel('Admin token').fill('not-the-token-but-long-enough-to-be-one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('did not accept');
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.getByLabel('Admin token').fill(token());
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(pill(page)).toHaveText('Live');
});

test('the numbers equal those of the API', async ({ page }) => {
  await seed();
  await expect.poll(async () => (await metrics()).agent_metrics['quiz']?.count ?? 0).toBeGreaterThan(1);
  const expected = await metrics();

  await open(page);

  await expect(value(page, 'executions')).toHaveAttribute('value', String(expected.total_requests));
  await expect(value(page, 'success-rate')).toHaveAttribute('value', String(expected.success_rate));
  await expect(value(page, 'p95')).toHaveAttribute('value', String(expected.latency_ms.p95));
  await expect(value(page, 'tokens')).toHaveAttribute('value', String(expected.total_tokens_used));
  await expect(value(page, 'cost')).toHaveAttribute('value', String(expected.total_cost_usd));
  await expect(value(page, 'users')).toHaveAttribute('value', String(expected.unique_users));
  for (const [agent, { count }] of Object.entries(expected.agent_metrics)) {
    await expect(page.locator(`[data-row="${agent}"] [data-column="runs"] data`)).toHaveAttribute('value', String(count));
  }
});

test('a posted execution is seen within a second, and the totals follow', async ({ page }) => {
  await open(page);
  const before = (await metrics()).total_requests;

  const id = await post({ user_id: 'u_live', execution_time_ms: 1500 });

  await expect(page.locator(`[data-execution="${id}"]`)).toBeVisible({ timeout: 1000 });
  await expect(value(page, 'executions')).toHaveAttribute('value', String(before + 1), { timeout: 3000 });
});

test('the hub carries it, with a ticket in the address instead of the token', async ({ page }) => {
  const socket = page.waitForEvent('websocket');

  await open(page);

  const address = (await socket).url();
  expect(address).toContain('/api/hub');
  expect(address).not.toContain(token());
});

test('where there is no hub the stream carries it', async ({ page }) => {
  await page.route('**/api/negotiate', (route) => route.abort());
  await open(page);

  const id = await post({ user_id: 'u_stream' });

  await expect(page.locator(`[data-execution="${id}"]`)).toBeVisible({ timeout: 1000 });
});

test('where nothing can be pushed it polls', async ({ page }) => {
  await page.route(/negotiate|stream/, (route) => route.abort());
  await page.goto(link());
  await expect(pill(page)).toHaveText(/Reconnecting \(\d\)/);

  const id = await post({ user_id: 'u_polled' });

  await expect(page.locator(`[data-execution="${id}"]`)).toBeVisible({ timeout: 15_000 });
});

test('the feed holds still while it is paused', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();

  const id = await post({ user_id: 'u_paused' });

  await expect(page.getByText('+1 new')).toBeVisible();
  await expect(page.locator(`[data-execution="${id}"]`)).toHaveCount(0);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.locator(`[data-execution="${id}"]`)).toBeVisible();
});

test('what was stored stays text', async ({ page }) => {
  const script = '<script>window.harmed = true</script><img src=x onerror="window.harmed = true">';
  await open(page);
  const id = await post({
    agent_name: script,
    status: 'failure',
    error_type: 'Markup',
    error_message: script,
    input_data: { message: script },
  });

  await page.locator(`[data-execution="${id}"] button`).click();
  await page.getByRole('button', { name: 'Show input' }).click();

  await expect(page.locator('.drawer .content pre').first()).toContainText('window.harmed');
  await expect(page.locator('.drawer-agent')).toHaveText(script);
  await expect(page.locator('.error-title', { hasText: 'window.harmed' }).first()).toBeAttached();
  expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
  expect(await page.locator('#app script, #app img').count()).toBe(0);
});

test('a row opens its record, with content hidden until asked for, and Escape closes it', async ({ page }) => {
  const id = await post({ user_id: 'u_drawer', input_data: { message: 'rivers of Europe' } });
  await open(page);
  await page.locator(`[data-execution="${id}"] button`).click();
  await expect(page.getByRole('dialog')).toContainText('u_drawer');
  await expect(page.getByText('rivers of Europe')).toHaveCount(0);

  await page.getByRole('button', { name: 'Show input' }).click();
  await expect(page.getByText('rivers of Europe')).toBeVisible();
  await shot(page, 'drawer');
  expect(page.url()).toContain(`run=${id}`);
  await page.keyboard.press('Escape');

  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).not.toHaveURL(/run=/);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page);
    await page.getByRole('button', { name: 'Display' }).click();
    await page.getByRole('button', { name: `${theme} theme` }).click();
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-row]').first()).toBeVisible();

    expect(await accessibilityFaults(page)).toEqual([]);
    await shot(page, theme);
    await page.locator('.feed-row button').first().click();
    await expect(page.locator('.facts').first()).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
}

for (const width of [320, 600, 820, 1100, 1300, 1920]) {
  test(`nothing scrolls sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page);
    await expect(page.locator('[data-row]').first()).toBeVisible();

    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

    expect(beyond).toBe(0);
    await page.screenshot({ path: `screenshots/width-${width}.png`, fullPage: true });
  });
}

test('it notices that the network is gone, keeps its numbers, and is back by itself', async ({ page, context }) => {
  await open(page);
  const before = await value(page, 'executions').getAttribute('value');
  await context.setOffline(true);
  await expect(pill(page)).toHaveText(/Offline|Reconnecting/);
  await expect(value(page, 'executions')).toHaveAttribute('value', String(before));
  expect(await accessibilityFaults(page)).toEqual([]);
  await shot(page, 'offline');

  const id = await post({ user_id: 'u_meanwhile' });
  await context.setOffline(false);

  await expect(pill(page)).toHaveText('Live');
  await expect(page.locator(`[data-execution="${id}"]`)).toBeVisible();
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
