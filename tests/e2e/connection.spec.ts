import { expect, test } from '@playwright/test';
import { counted, link, post, token } from './api';
import { accessibilityFaults } from './axe';
import { open, pill, row, settled, shot, value } from './monitor';

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
  await settled(page);
  // From here on nothing can be asked for.
  await page.route(({ pathname }) => pathname.startsWith('/api/') && pathname !== '/api/stream', (route) => route.abort());

  const id = await post({ user_id: 'u_stream' });

  await expect(row(page, id)).toBeVisible();
});

test('what a lost frame told is fetched when the next one comes', async ({ page }) => {
  let loses = false;
  await page.routeWebSocket(/\/api\/hub/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      const tells = String(message).includes('execution:');
      if (!(loses && tells)) {
        socket.send(message);
      }
    });
  });
  await open(page);
  await settled(page);
  await expect(row(page, await post({ user_id: 'u_heard' }))).toBeVisible();
  loses = true;
  const lost = await post({ user_id: 'u_lost' });
  await counted();
  loses = false;

  await post({ user_id: 'u_next' });

  await expect(row(page, lost)).toBeVisible();
});

test('where nothing can be pushed it polls', async ({ page }) => {
  await page.route(/negotiate|stream/, (route) => route.abort());
  await page.goto(link());
  await expect(pill(page)).toHaveText(/Reconnecting \(\d\)/);

  const id = await post({ user_id: 'u_polled' });

  await expect(row(page, id)).toBeVisible({ timeout: 60_000 });
});

test('it notices that the network is gone, keeps its numbers, and is back by itself', async ({ page, context }) => {
  await open(page);
  await settled(page);
  const before = await value(page, 'executions').getAttribute('value');
  await context.setOffline(true);
  await expect(pill(page)).toHaveText(/Offline|Reconnecting/);
  await expect(value(page, 'executions')).toHaveAttribute('value', String(before));
  expect(await accessibilityFaults(page)).toEqual([]);
  await shot(page, 'offline');

  const id = await post({ user_id: 'u_meanwhile' });
  await context.setOffline(false);

  await expect(pill(page)).toHaveText('Live');
  await expect(row(page, id)).toBeVisible();
  await expect(page.locator('.stale')).toHaveCount(0);
});

test('the feed holds still while it is paused', async ({ page }) => {
  await open(page);
  await settled(page);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();

  const id = await post({ user_id: 'u_paused' });

  await expect(page.getByText('+1 new')).toBeVisible();
  await expect(row(page, id)).toHaveCount(0);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(row(page, id)).toBeVisible();
});

test('the whole page holds still, and goes on with what happened meanwhile', async ({ page }) => {
  await open(page);
  await settled(page);
  const before = Number(await value(page, 'executions').getAttribute('value'));
  await page.keyboard.press('p');
  await expect(pill(page)).toHaveText('Paused');

  const id = await post({ user_id: 'u_held' });
  await expect(page.getByText('+1 new')).toBeVisible();
  await expect(value(page, 'executions')).toHaveAttribute('value', String(before));
  await page.keyboard.press('p');

  await expect(row(page, id)).toBeVisible();
  await expect(value(page, 'executions')).toHaveAttribute('value', String(before + 1));
});
