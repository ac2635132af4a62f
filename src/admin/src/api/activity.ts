import type { Budget } from './budgets';
import type { ExecutionRow } from './types';

export interface UserSummary {
  total_requests: number;
  successful: number;
  failed: number;
  success_rate: number | null;
  avg_execution_time_ms: number | null;
  total_tokens_used: number;
  total_cost_usd: number;
  unpriced_tokens: number;
  sessions: number | null;
  first_seen: string | null;
  last_seen: string | null;
  active_days: number;
  is_returning: boolean;
  favourite_agent: string | null;
  /** Of this user; absent or null where there is none. */
  budget?: Budget | null;
}

/** `GET /api/admin/user-activity/{user_id}` */
export interface ActivityAnswer {
  user_id: string;
  activity: readonly ExecutionRow[];
  summary: UserSummary;
  next_cursor: string | null;
}
