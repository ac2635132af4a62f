import type { ActivityAnswer } from '../api/activity';
import type { AgentAnswer } from '../api/agent';
import type { EscalationRow, EscalationsAnswer, SessionAnswer, SessionRow, SessionsAnswer } from '../api/sessions';
import { agent, errors, row } from './answers';

const window = { from: '2026-10-19T10:00:00Z', to: '2026-10-20T10:00:10Z', hours: 24, resolution: 'minute', timezone: 'UTC' };
const meta = { as_of: '2026-10-20T10:00:10Z', lag_ms: 12, data_state: 'live' };

export const oneAgent: AgentAnswer = {
  agent: { agent_name: 'tutor', running: 1, metrics: agent() },
  models: { 'gpt-4o': agent({ count: 3 }), 'gpt-4o-mini': agent({ count: 2 }) },
  latency_ms: { p50: 2300, p90: 4000, p95: 4100, p99: 4400, max: 4450 },
  tokens: { input: 1200, cache_read: 800, cache_write: 0, output: 300, reasoning: 120 },
  errors: errors.groups,
  previous: { total_requests: 4, success_rate: 1, p95_ms: 4000, total_tokens_used: 1000, total_cost_usd: 0.01, unique_users: 2 },
  window,
  meta,
};

export function activity(changes: Partial<ActivityAnswer['summary']> = {}): ActivityAnswer {
  return {
    user_id: 'u_1',
    activity: [row('e1', { user_name: 'Ann <b>Lee</b>' })],
    summary: {
      total_requests: 5,
      successful: 4,
      failed: 1,
      success_rate: 0.8,
      avg_execution_time_ms: 2500,
      total_tokens_used: 1500,
      total_cost_usd: 0.005,
      unpriced_tokens: 0,
      sessions: 2,
      first_seen: '2026-10-01T10:00:02Z',
      last_seen: '2026-10-20T10:00:02Z',
      active_days: 3,
      is_returning: true,
      favourite_agent: 'tutor',
      ...changes,
    },
    next_cursor: null,
  };
}

export function session(changes: Partial<SessionRow> = {}): SessionRow {
  return {
    session_id: 's_1',
    user_id: 'u_1',
    user_name: null,
    first_activity_at: '2026-10-20T09:58:41Z',
    last_activity_at: '2026-10-20T10:00:02Z',
    duration_ms: 81_000,
    current_agent: 'tutor',
    language: 'de',
    region: 'westeurope',
    client: { address_hash: '3f9a', user_agent: 'Firefox/131' },
    is_active: true,
    ...changes,
  };
}

export const sessions: SessionsAnswer = {
  sessions: [session()],
  summary: { active: 12, by_language: { de: 9, unknown: 3 }, average_duration_ms: 80_000, new_in_last_minute: 1 },
  next_cursor: null,
  meta,
};

export const oneSession: SessionAnswer = {
  session: session(),
  totals: { total_requests: 3, successful: 2, failed: 1, total_tokens: 1500, total_cost_usd: 0.005, unpriced_tokens: 0, avg_execution_time_ms: 2500 },
  agents: [{ agent_name: 'tutor', count: 3 }],
  journey: [
    row('e1', { started_at: '2026-10-20T10:00:00Z', ended_at: '2026-10-20T10:00:02Z' }),
    row('e2', { status: 'failure', error_type: 'RateLimit', error_message: '<script>alert(1)</script>', started_at: '2026-10-20T10:05:02Z' }),
  ],
  next_cursor: null,
};

export function escalation(changes: Partial<EscalationRow> = {}): EscalationRow {
  return {
    execution_id: 'e1',
    agent_name: 'tutor',
    user_id: 'u_1',
    session_id: 's_1',
    state: 'pending',
    severity: 'critical',
    raised_at: '2026-10-20T10:00:00Z',
    started_at: null,
    resolved_at: null,
    wait_ms: 12_000,
    note: null,
    error_message: null,
    ...changes,
  };
}

export const escalations: EscalationsAnswer = {
  escalations: [escalation(), escalation({ execution_id: 'e2', state: 'in_progress', severity: 'low', note: 'Called back' })],
  counts: { pending: 1, in_progress: 1, resolved: 9, critical: 1, today: 4, average_wait_ms: 51_000 },
  next_cursor: null,
  meta,
};
