// The wire, as the HTTP contract has it. Unknown is null, and what a later server adds is ignored.

export type Status = 'running' | 'success' | 'failure' | 'timeout' | 'cancelled';

export interface AgentNumbers {
  count: number;
  avg_time_ms: number | null;
  success_rate: number | null;
  total_tokens: number;
  failed: number;
  timeouts: number;
  total_cost_usd: number;
  unpriced_tokens: number;
  p50_ms: number | null;
  p95_ms: number | null;
  p99_ms: number | null;
  unique_users: number | null;
  last_seen_at: string | null;
}

export interface Latency {
  p50: number | null;
  p90: number | null;
  p95: number | null;
  p99: number | null;
  max: number | null;
}

/** What both a window and the one before it tell. */
export interface Totals {
  total_requests: number;
  success_rate: number | null;
  total_tokens_used: number;
  total_cost_usd: number;
  unique_users: number | null;
}

export interface Metrics extends Totals {
  successful: number;
  failed: number;
  timeouts: number;
  cancelled: number;
  /** Null where running executions cannot be told apart by the filter. */
  running: number | null;
  /** Tokens without a known price: they are no part of the cost. */
  unpriced_tokens: number;
  latency_ms: Latency;
  unique_sessions: number | null;
  agent_metrics: Record<string, AgentNumbers>;
  previous: Totals & { p95_ms: number | null };
}

export interface Window {
  from: string;
  to: string;
  hours: number;
  resolution: string;
  timezone: string;
}

export interface Meta {
  as_of: string;
  lag_ms: number;
  data_state: string;
  /** Where an answer consists of parts with sources of their own. */
  sections?: Record<string, string>;
}

export interface MetricsAnswer {
  metrics: Metrics;
  window: Window;
  meta: Meta;
}

export interface ExecutionRow {
  execution_id: string;
  agent_name: string;
  user_id: string | null;
  status: Status;
  model_used: string | null;
  execution_time_ms: number | null;
  tokens_used: number | null;
  cost_usd: number | null;
  error_type: string | null;
  session_id?: string | null;
  user_name?: string | null;
  error_message?: string | null;
  created_at: string;
  started_at?: string | null;
  ended_at: string | null;
  /** What was noticed about the record, `derived` among it. Lists have them; a pushed row may not. */
  flags?: string[];
}

export interface ExecutionsAnswer {
  executions: ExecutionRow[];
  next_cursor: string | null;
}

export interface ErrorGroup {
  fingerprint: string;
  title: string;
  count: number;
  users: number;
  agents: string[];
  first_seen: string;
  last_seen: string;
  /** Errors of each hour that had any, oldest first. */
  trend: { start: string; count: number }[];
}

export interface ErrorRow {
  execution_id: string;
  agent_name: string;
  user_id: string | null;
  status: Status;
  error_message: string | null;
  error_type: string | null;
  fingerprint: string | null;
  model_used: string | null;
  execution_time_ms: number | null;
  created_at: string;
}

/** `GET /api/admin/errors` */
export interface ErrorsAnswer {
  errors: ErrorRow[];
  groups: ErrorGroup[];
  next_cursor: string | null;
}

/** One record in full. Whatever it holds is shown as text, and nothing of it is interpreted. */
export type ExecutionDetail = Record<string, unknown>;

export interface ExecutionAnswer {
  execution: ExecutionDetail;
  /** What it called, as lists have it. */
  children: readonly ExecutionRow[];
  receipt: { stored_at: string; rolled_up: boolean; rolled_up_at: string | null };
}
