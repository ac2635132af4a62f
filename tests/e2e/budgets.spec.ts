import { gzipSync } from 'node:zlib';
import { expect, test, type Page, type Response } from '@playwright/test';
import { base, link, post, postAll } from './api';
import { open, settled } from './monitor';

const KB = 1024;

/** What a promised time is held to: itself on a machine that does nothing else, five times as much where nobody says so. */
const allowed = (ms: number) => (process.env.AGENTMONITOR_ALONE ? ms : 5 * ms);

test('the first view is no more than 90 KB', async ({ page }) => {
  const sizes = new Map<string, number>();
  const bodies: Promise<void>[] = [];
  const measure = async (response: Response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith('/monitor') && response.ok()) {
      sizes.set(pathname, gzipSync(await response.body(), { level: 9 }).length);
    }
  };
  page.on('response', (response) => bodies.push(measure(response)));
  await open(page);
  await settled(page);
  await expect(page.locator('.chart-panel canvas')).toBeVisible();

  await Promise.all(bodies);
  // The live connection comes after the first view.
  const first = [...sizes].filter(([name]) => !name.includes('signalr'));
  const total = first.reduce((sum, [, size]) => sum + size, 0);

  test.info().annotations.push({ type: 'first view', description: `${(total / KB).toFixed(1)} KB` });
  expect(total, JSON.stringify(first)).toBeLessThanOrEqual(90 * KB);
});

test('the largest thing is painted within a second', async ({ page }) => {
  const painted: number[] = [];
  for (let load = 0; load < 3; load++) {
    await page.goto('about:blank');
    await page.goto(link());
    await settled(page);
    painted.push(await largestPaint(page));
  }

  // The best of three: the machine may be busy with something else.
  test.info().annotations.push({ type: 'LCP', description: painted.map((ms) => `${Math.round(ms)} ms`).join(', ') });
  expect(Math.min(...painted)).toBeLessThanOrEqual(allowed(1000));
});

test('a hundred executions a second are no more than ten paints a second', async ({ page }) => {
  await open(page);
  await settled(page);
  const client = await page.context().newCDPSession(page);
  const events: { name: string; ts: number }[] = [];
  client.on('Tracing.dataCollected', ({ value }) => {
    const steps = ['PrePaint', 'Paint'];
    events.push(...(value as unknown as typeof events).filter(({ name }) => steps.includes(name)));
  });

  await client.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline'] } });
  const began = Date.now();
  await hundredASecond(8);
  const seconds = (Date.now() - began) / 1000;
  const complete = new Promise((resolve) => client.once('Tracing.tracingComplete', resolve));
  await client.send('Tracing.end');
  await complete;

  // Each frame is prepared once, and what is painted of it then is painted together, however long that takes.
  const order = events.sort((a, b) => a.ts - b.ts).map(({ name }) => name);
  const frames = order.filter((name, index) => name === 'Paint' && order[index - 1] === 'PrePaint').length;
  test.info().annotations.push({ type: 'paints a second', description: (frames / seconds).toFixed(1) });
  expect(frames).toBeGreaterThan(0);
  expect(frames / seconds).toBeLessThanOrEqual(10);
});

test('from a post to the pixel it takes less than 300 ms, 19 times of 20', async ({ page }) => {
  await open(page);
  await settled(page);
  await page.evaluate(() => {
    const seen: Record<string, number> = {};
    (window as unknown as { seen: typeof seen }).seen = seen;
    new MutationObserver(() => {
      for (const row of document.querySelectorAll<HTMLElement>('[data-execution]')) {
        const id = row.dataset['execution'] ?? '';
        if (!(id in seen)) {
          requestAnimationFrame(() => (seen[id] ??= Date.now()));
        }
      }
    }).observe(document.body, { childList: true, subtree: true });
  });

  const rounds: number[] = [];
  do {
    rounds.push(await slowestOf(40, page));
  } while (rounds.length < 3 && Math.min(...rounds) >= allowed(300));

  // The best of three: the machine may be busy with something else.
  test.info().annotations.push({ type: 'post to pixel', description: rounds.map((p95) => `p95 ${p95} ms`).join(', ') });
  expect(Math.min(...rounds)).toBeLessThan(allowed(300));
});

test('files are small, packed and asked for again by their tag', async () => {
  const answer = await fetch(`${base()}/monitor/assets/app.js`, { headers: { 'Accept-Encoding': 'gzip' } });
  const tag = answer.headers.get('ETag') ?? '';

  expect(answer.headers.get('Content-Encoding')).toBe('gzip');
  expect((await fetch(`${base()}/monitor/assets/app.js`, { headers: { 'If-None-Match': tag } })).status).toBe(304);
});

/** Milliseconds from a post to the frame that shows it: 19 of 20 are faster. */
async function slowestOf(posts: number, page: Page): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < posts; i++) {
    const sent = Date.now();
    const id = await post({ user_id: `u_pixel_${i}` });
    const shown = await page.waitForFunction((id) => (window as unknown as { seen: Record<string, number> }).seen[id], id);
    took.push(((await shown.jsonValue()) ?? 0) - sent);
    // Posts that kept time with the server's frames would be lucky all of them, or none.
    await page.waitForTimeout(30 + ((i * 37) % 100));
  }

  return took.sort((a, b) => a - b)[Math.ceil(posts * 0.95) - 1] ?? Infinity;
}

async function largestPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Infinity)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );
}

async function hundredASecond(seconds: number): Promise<void> {
  const began = Date.now();
  for (let batch = 0; batch < seconds * 10; batch++) {
    await postAll(
      Array.from({ length: 10 }, (_, index) => ({
        agent_name: index % 3 === 0 ? 'tutor' : 'quiz_builder',
        status: index === 9 ? 'failure' : 'success',
        ...(index === 9 ? { error_type: 'RateLimit', error_message: 'Too many requests: 429' } : {}),
        user_id: `u_${index}`,
        execution_time_ms: 900 + index,
      })),
    );
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + (batch + 1) * 100 - Date.now())));
  }
}
