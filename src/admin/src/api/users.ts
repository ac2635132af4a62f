import type { Meta, Window } from './types';

export interface TopUser {
  user_id: string;
  user_name: string | null;
  total_requests: number;
  failed: number;
  success_rate: number | null;
  total_tokens: number;
  total_cost_usd: number;
  avg_execution_time_ms: number | null;
  last_seen_at: string | null;
}

/** `GET /api/analytics/users` */
export interface TopUsersAnswer {
  users: readonly TopUser[];
  total_users: number;
  window: Window;
  meta: Meta;
}

export interface UserRow {
  user_id: string;
  user_name: string | null;
  first_seen_at: string;
  last_seen_at: string;
  last_agent: string | null;
  region: string | null;
  is_active: boolean;
  is_new: boolean;
}

export interface ActiveCounts {
  total: number;
  /** Of the last five minutes. */
  current: number;
  active_30m: number;
  today: number;
  this_week: number;
  peak_24h: number | null;
  unique: number;
  new: number;
  returning: number;
  by_region: Record<string, number>;
}

/** `GET /api/admin/users` */
export interface UsersAnswer {
  users: readonly UserRow[];
  active: ActiveCounts;
  next_cursor: string | null;
}
