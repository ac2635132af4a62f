import { afterEach, expect, test, vi } from 'vitest';
import { accessibilityFaults } from '../../test/axe';
import { budget, costNumbers, costs, price, prices, repriced } from '../../test/money';
import { closePage, opened } from '../../test/open';
import CostsPage from './CostsPage';

vi.mock('../../live/hub', () => ({ hub: () => () => new Promise(() => {}) }));
afterEach(closePage);

const spending = { '/api/analytics/costs': costs() };
const tagged = (answer: unknown) => () => Response.json(answer, { headers: { ETag: '"7"' } });

test('what was spent is told for each period and by agent', async () => {
  const { root, kpi } = await opened(CostsPage, '/monitor/costs', spending);

  expect(['window', 'today', 'week', 'month', 'forecast', 'total'].map(kpi)).toEqual(['1.2', '1.2', '5', '18.44', '27.5', '40']);
  expect(root.querySelector('[data-row="tutor"] [data-column="cost"] data')?.getAttribute('value')).toBe('1.2');
  expect(await accessibilityFaults(root)).toEqual([]);
});

test('a cost that nobody can know is not nought', async () => {
  const numbers = costNumbers({ total_cost_usd: 0, unpriced_tokens: 1500 });
  const { root } = await opened(CostsPage, '/monitor/costs', { '/api/analytics/costs': costs({ rows: [{ key: 'tutor', start: null, share: null, ...numbers }] }) });

  expect(root.querySelector('[data-row="tutor"] [data-column="cost"]')?.textContent).toContain('—');
});

test('what it is broken down by stands in the address', async () => {
  const { requests } = await opened(CostsPage, '/monitor/costs?by=feature&range=30d', spending);

  expect(requests.some(({ path }) => path.includes('hours=720') && path.includes('by=feature'))).toBe(true);
});

test('a budget is changed, and all are sent with the tag of those that were read', async () => {
  const page = await opened(CostsPage, '/monitor/costs?tab=budgets', { '/api/admin/budgets': tagged({ budgets: [budget(), budget({ id: 'b2', name: 'Tutor', scope: 'agent', key: 'tutor' })] }) });
  expect(await accessibilityFaults(page.root)).toEqual([]);

  await page.press('Change Tutor');
  await page.fill('Limit in USD', '25');
  await page.submit();

  const put = page.sent('PUT', '/api/admin/budgets');
  expect(put?.init.headers).toMatchObject({ 'If-Match': '"7"' });
  expect((put?.body as { budgets: unknown[] }).budgets).toMatchObject([{ id: 'b1', limit_usd: 10 }, { id: 'b2', key: 'tutor', limit_usd: 25 }]);
});

test('a page of a user leads to a budget that is filled in for them', async () => {
  const page = await opened(CostsPage, '/monitor/costs?tab=budgets&new=user&key=ann', { '/api/admin/budgets': tagged({ budgets: [] }) });

  expect(page.root.querySelector('dialog')?.textContent).toContain('Which user');
  expect([...page.root.querySelectorAll<HTMLInputElement>('dialog input')].map(({ value }) => value)).toContain('ann');
  expect(await accessibilityFaults(page.root)).toEqual([]);
});

test('an own price is added beside those there are, and built-in ones are not sent back', async () => {
  const page = await opened(CostsPage, '/monitor/costs?tab=prices', { '/api/admin/prices': tagged(prices()) });
  expect(await accessibilityFaults(page.root)).toEqual([]);

  await page.press('Set a price');
  await page.fill('Input', '0.1');
  await page.fill('Output', '0.2');
  await page.submit();

  const body = page.sent('PUT', '/api/admin/prices')?.body as { entries: { model: string; input: number }[] };
  expect(body.entries.map(({ model, input }) => [model, input])).toEqual([['mine', 0.5], ['new-model', 0.1]]);
});

test('re-pricing is shown before and after, and only then done', async () => {
  const page = await opened(CostsPage, '/monitor/costs?tab=prices', {
    '/api/admin/prices': tagged(prices({ entries: [price({ model: 'new-model', origin: 'admin' })] })),
    '/api/admin/prices/reprice': repriced,
  });
  await page.press('Price them anew');
  await page.submit();
  expect(page.sent('POST', '/api/admin/prices/reprice')?.body).toMatchObject({ model: 'new-model', dry_run: true });
  expect(page.root.querySelector('.reprice')?.textContent).toContain('unpriced tokens 125,000 → 0');

  const [, apply] = [...page.root.querySelectorAll<HTMLButtonElement>('form .actions button')];
  apply?.click();
  await vi.waitFor(() => expect(page.sent('POST', '/api/admin/prices/reprice')?.body).toMatchObject({ dry_run: false }));
});
