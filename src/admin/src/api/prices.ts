import type { Meta } from './types';

/** USD for a million tokens of each kind, from a day on. */
export interface PriceEntry {
  model: string;
  aliases: readonly string[];
  provider: string | null;
  effective_from: string;
  input: number;
  cache_read: number | null;
  cache_write: number | null;
  output: number;
  source: string | null;
  retrieved: string | null;
  note: string | null;
  origin: 'built_in' | 'settings' | 'admin';
}

export interface UnpricedModel {
  model: string;
  unpriced_tokens: number;
  executions: number;
}

export interface Repricing {
  number: number;
  model: string;
  from: string;
  to: string | null;
  registered_at: string;
  finished_at: string | null;
  /** `running` until every kept total says so. */
  state: 'running' | 'finished';
}

/** `GET` and `PUT /api/admin/prices` */
export interface PricesAnswer {
  entries: readonly PriceEntry[];
  aliases: Readonly<Record<string, string>>;
  /** Of the last 30 days. */
  unpriced: readonly UnpricedModel[];
  repricings: readonly Repricing[];
  history: readonly { at: string; entries: readonly PriceEntry[] }[];
  meta: Meta;
}

/** `POST /api/admin/prices/reprice` */
export interface RepriceAnswer {
  dry_run: boolean;
  model: string;
  from: string;
  to: string | null;
  executions: number;
  before_usd: number;
  after_usd: number;
  unpriced_tokens_before: number;
  unpriced_tokens_after: number;
  days: readonly { day: string; before_usd: number; after_usd: number }[];
}
