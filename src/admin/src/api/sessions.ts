import type { ExecutionRow, Meta } from './types';

export interface Client {
  /** A keyed hash: the address itself is never stored. */
  address_hash: string | null;
  user_agent: string | null;
}

export interface SessionRow {
  session_id: string;
  user_id: string | null;
  user_name: string | null;
  first_activity_at: string;
  last_activity_at: string;
  duration_ms: number;
  current_agent: string | null;
  language: string | null;
  region: string | null;
  client: Client | null;
  is_active: boolean;
}

/** `GET /api/admin/sessions` */
export interface SessionsAnswer {
  sessions: readonly SessionRow[];
  summary: {
    active: number;
    by_language: Record<string, number>;
    average_duration_ms: number | null;
    new_in_last_minute: number;
  };
  next_cursor: string | null;
  meta: Meta;
}

/** `GET /api/admin/sessions/{id}` */
export interface SessionAnswer {
  session: SessionRow;
  totals: {
    total_requests: number;
    successful: number;
    failed: number;
    total_tokens: number;
    total_cost_usd: number;
    unpriced_tokens: number;
    avg_execution_time_ms: number | null;
  };
  agents: readonly { agent_name: string; count: number }[];
  /** Oldest first. */
  journey: readonly ExecutionRow[];
  next_cursor: string | null;
}

export type EscalationState = 'pending' | 'in_progress' | 'resolved';
export type Severity = 'low' | 'normal' | 'high' | 'critical';

export interface EscalationRow {
  execution_id: string;
  agent_name: string;
  user_id: string | null;
  session_id: string | null;
  state: EscalationState;
  severity: Severity | null;
  raised_at: string;
  started_at: string | null;
  resolved_at: string | null;
  /** From raised to started, or resolved, or now. */
  wait_ms: number;
  note: string | null;
  error_message: string | null;
}

/** `GET /api/admin/escalations` */
export interface EscalationsAnswer {
  escalations: readonly EscalationRow[];
  counts: {
    pending: number;
    in_progress: number;
    resolved: number;
    critical: number;
    today: number;
    average_wait_ms: number | null;
  };
  next_cursor: string | null;
  meta: Meta;
}
