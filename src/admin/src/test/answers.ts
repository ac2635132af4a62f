import type { AgentsAnswer } from '../api/agents';
import type { HealthAnswer } from '../api/health';
import type { AgentNumbers, ErrorsAnswer, ExecutionRow, MetricsAnswer } from '../api/types';

export function row(id: string, changes: Partial<ExecutionRow> = {}): ExecutionRow {
  return {
    execution_id: id,
    agent_name: 'tutor',
    user_id: 'u_1',
    status: 'success',
    model_used: 'gpt-4o',
    execution_time_ms: 2100,
    tokens_used: 840,
    cost_usd: 0.0042,
    error_type: null,
    created_at: '2026-10-20T10:00:00Z',
    ended_at: '2026-10-20T10:00:02Z',
    flags: [],
    ...changes,
  };
}

export function agent(changes: Partial<AgentNumbers> = {}): AgentNumbers {
  return {
    count: 5,
    avg_time_ms: 2500,
    success_rate: 0.8,
    total_tokens: 1500,
    failed: 1,
    timeouts: 0,
    total_cost_usd: 0.005,
    unpriced_tokens: 0,
    p50_ms: 2300,
    p95_ms: 4100,
    p99_ms: 4400,
    unique_users: 2,
    last_seen_at: '2026-10-20T10:00:02Z',
    ...changes,
  };
}

export function metrics(changes: Partial<MetricsAnswer['metrics']> = {}): MetricsAnswer {
  return {
    metrics: {
      total_requests: 5,
      successful: 4,
      failed: 1,
      success_rate: 0.8,
      agent_metrics: { tutor: agent() },
      timeouts: 0,
      cancelled: 0,
      running: 0,
      total_tokens_used: 1500,
      total_cost_usd: 0.005,
      unpriced_tokens: 0,
      latency_ms: { p50: 2300, p90: 4000, p95: 4100, p99: 4400, max: 4450 },
      unique_users: 2,
      unique_sessions: 2,
      previous: {
        total_requests: 4,
        success_rate: 1,
        p95_ms: 4100,
        total_tokens_used: 1000,
        total_cost_usd: 0.01,
        unique_users: 2,
      },
      ...changes,
    },
    window: { from: '2026-10-19T10:00:00Z', to: '2026-10-20T10:00:10Z', hours: 24, resolution: 'minute', timezone: 'UTC' },
    meta: { as_of: '2026-10-20T10:00:10Z', lag_ms: 12, data_state: 'live' },
  };
}

export const errors: ErrorsAnswer = {
  errors: [
    {
      execution_id: 'e9',
      agent_name: 'tutor',
      user_id: 'u_1',
      status: 'failure',
      error_message: 'No answer within <b>30</b> ms',
      error_type: 'Timeout',
      fingerprint: 'f1',
      model_used: null,
      execution_time_ms: 900,
      created_at: '2026-10-20T10:00:00Z',
    },
  ],
  next_cursor: null,
  groups: [
    {
      fingerprint: 'f1',
      title: 'No answer within <b>#</b> ms',
      count: 31,
      users: 12,
      agents: ['tutor'],
      first_seen: '2026-10-20T09:00:00Z',
      last_seen: '2026-10-20T10:00:00Z',
      trend: [{ start: '2026-10-20T09:00:00Z', count: 31 }],
    },
  ],
};

export const health: HealthAnswer = {
  status: 'degraded',
  timestamp: '2026-10-20T10:00:10Z',
  uptime_ms: 8_123_000,
  memory_mb: 142,
  feed_lag_ms: 4200,
  checks: {
    store: { status: 'ok', detail: null, took_ms: 2, figures: {} },
    feed: { status: 'degraded', detail: 'The rollups lag behind the log.', took_ms: 1, figures: {} },
    live: { status: 'ok', detail: null, took_ms: 0, figures: { subscribers: 1 } },
  },
};

export const agents: AgentsAnswer = { agents: [{ agent_name: 'tutor', running: 0, metrics: agent() }] };
