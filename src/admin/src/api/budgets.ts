export interface Budget {
  id: string;
  name: string;
  scope: 'all' | 'agent' | 'user' | 'session';
  key: string | null;
  period: 'daily' | 'monthly';
  limit_usd: number;
  warn_at: number;
  timezone: string;
  state: 'ok' | 'warning' | 'exceeded';
  spent_usd: number;
  ratio: number;
  remaining_usd: number;
  unpriced_tokens: number;
  period_start: string;
  period_end: string;
  forecast_usd: number | null;
  forecast_state: 'ok' | 'warning' | 'exceeded' | null;
}

/** `GET /api/admin/budgets` */
export interface BudgetsAnswer {
  budgets: readonly Budget[];
}
