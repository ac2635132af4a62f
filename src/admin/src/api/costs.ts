import type { TokenCounts } from './agent';
import type { Meta, Window } from './types';

export type CostsBy = 'day' | 'agent' | 'user' | 'model' | 'feature';

export interface CostNumbers {
  total_cost_usd: number;
  /** As the senders gave it. */
  reported_cost_usd: number;
  /** From the price table. */
  computed_cost_usd: number;
  total_requests: number;
  total_tokens: number;
  tokens: TokenCounts | null;
  unpriced_tokens: number;
}

export interface CostRow extends CostNumbers {
  /** Null where executions do not say. */
  key: string | null;
  start: string | null;
  share: number | null;
}

export interface CostPeriods {
  total: number;
  today: number;
  this_week: number;
  this_month: number;
  last_month: number;
  forecast_month: number | null;
}

/** `GET /api/analytics/costs` */
export interface CostsAnswer {
  by: CostsBy;
  rows: readonly CostRow[];
  total: CostNumbers;
  previous: { total_cost_usd: number };
  periods: CostPeriods;
  window: Window;
  meta: Meta;
}
