import type { Budget } from '../api/budgets';
import type { CostNumbers, CostsAnswer } from '../api/costs';
import type { PriceEntry, PricesAnswer, RepriceAnswer } from '../api/prices';

const meta = { as_of: '2026-10-20T10:00:10Z', lag_ms: 12, data_state: 'live' };

export function budget(changes: Partial<Budget> = {}): Budget {
  return {
    id: 'b1',
    name: 'All of it',
    scope: 'all',
    key: null,
    period: 'monthly',
    limit_usd: 10,
    warn_at: 0.8,
    timezone: 'UTC',
    state: 'ok',
    spent_usd: 6.2,
    ratio: 0.62,
    remaining_usd: 3.8,
    unpriced_tokens: 0,
    period_start: '2026-10-01T00:00:00Z',
    period_end: '2026-11-01T00:00:00Z',
    forecast_usd: 9.9,
    forecast_state: 'warning',
    ...changes,
  };
}

export function costNumbers(changes: Partial<CostNumbers> = {}): CostNumbers {
  return {
    total_cost_usd: 1.2,
    reported_cost_usd: 0.2,
    computed_cost_usd: 1,
    total_requests: 10,
    total_tokens: 1500,
    tokens: { input: 1200, cache_read: 800, cache_write: 0, output: 300, reasoning: 120 },
    unpriced_tokens: 0,
    ...changes,
  };
}

export function costs(changes: Partial<CostsAnswer> = {}): CostsAnswer {
  return {
    by: 'agent',
    rows: [{ key: 'tutor', start: null, share: 1, ...costNumbers() }],
    total: costNumbers(),
    previous: { total_cost_usd: 1 },
    periods: { total: 40, today: 1.2, this_week: 5, this_month: 18.44, last_month: 12, forecast_month: 27.5 },
    window: { from: '2026-10-19T10:00:00Z', to: '2026-10-20T10:00:10Z', hours: 24, resolution: 'hour', timezone: 'UTC' },
    meta,
    ...changes,
  };
}

export function price(changes: Partial<PriceEntry> = {}): PriceEntry {
  return {
    model: 'gpt-4o',
    aliases: ['gpt-4o-2024-08-06'],
    provider: 'openai',
    effective_from: '2024-10-02',
    input: 2.5,
    cache_read: 1.25,
    cache_write: null,
    output: 10,
    source: 'https://example.org/prices',
    retrieved: '2026-10-01',
    note: null,
    origin: 'built_in',
    ...changes,
  };
}

export function prices(changes: Partial<PricesAnswer> = {}): PricesAnswer {
  return {
    entries: [price(), price({ model: 'mine', aliases: [], origin: 'admin', provider: null, input: 0.5, output: 1, cache_read: null })],
    aliases: {},
    unpriced: [{ model: 'new-model', unpriced_tokens: 125_000, executions: 42 }],
    repricings: [],
    history: [{ at: '2026-10-20T09:00:00Z', entries: [] }],
    meta,
    ...changes,
  };
}

export const repriced: RepriceAnswer = {
  dry_run: true,
  model: 'new-model',
  from: '2026-10-01',
  to: null,
  executions: 42,
  before_usd: 0,
  after_usd: 0.31,
  unpriced_tokens_before: 125_000,
  unpriced_tokens_after: 0,
  days: [{ day: '2026-10-19', before_usd: 0, after_usd: 0.31 }],
};
