import type { AgentRow } from './agents';
import type { AgentNumbers, ErrorGroup, Latency, Meta, Window } from './types';

export interface TokenCounts {
  input: number;
  cache_read: number;
  cache_write: number;
  output: number;
  reasoning: number;
}

/** `GET /api/admin/agents/{name}` */
export interface AgentAnswer {
  agent: AgentRow;
  models: Record<string, AgentNumbers>;
  latency_ms: Latency;
  tokens: TokenCounts;
  errors: readonly ErrorGroup[];
  previous: {
    total_requests: number;
    success_rate: number | null;
    p95_ms: number | null;
    total_tokens_used: number;
    total_cost_usd: number;
    unique_users: number | null;
  };
  window: Window;
  meta: Meta;
}
