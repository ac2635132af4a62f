import type { BudgetsAnswer } from '../api/budgets';
import type { HeatmapAnswer } from '../api/heatmap';
import type { Kpi, OverviewAnswer } from '../api/overview';
import type { RealtimeAnswer } from '../api/realtime';
import type { TimelineAnswer, TimelinePoint } from '../api/timeline';
import type { TopUsersAnswer, UsersAnswer } from '../api/users';

const window = { from: '2026-10-19T10:00:00Z', to: '2026-10-20T10:00:10Z', hours: 24, resolution: 'minute', timezone: 'UTC' };
const meta = { as_of: '2026-10-20T10:00:10Z', lag_ms: 12, data_state: 'live' };
const HOUR = 3_600_000;

export function kpi(value: number | null, changes: Partial<Kpi> = {}): Kpi {
  return { value, previous: value, change: value === null ? null : 0.5, sparkline: [1, null, 3], ...changes };
}

export function overview(changes: Partial<OverviewAnswer['kpis']> = {}): OverviewAnswer {
  return {
    kpis: {
      executions: kpi(5),
      success_rate: kpi(0.8, { change: -0.004 }),
      avg_execution_time_ms: kpi(2500),
      p95_ms: kpi(4100),
      errors: kpi(1),
      total_tokens: kpi(1500),
      cost_usd: kpi(0.005, { change: null }),
      unique_users: kpi(2),
      unique_sessions: kpi(2),
      ...changes,
    },
    sparkline: { granularity: 'hour', starts: ['2026-10-20T08:00:00Z', '2026-10-20T09:00:00Z', '2026-10-20T10:00:00Z'] },
    window,
    meta,
  };
}

export function point(start: string, changes: Partial<TimelinePoint> = {}): TimelinePoint {
  return {
    start,
    end: new Date(Date.parse(start) + HOUR).toISOString().replace('.000Z', 'Z'),
    is_partial: false,
    total_requests: 12,
    successful: 11,
    failed: 1,
    timeouts: 0,
    cancelled: 0,
    success_rate: 0.9167,
    avg_execution_time_ms: 2100,
    p50_ms: 1900,
    p95_ms: 4100,
    total_tokens: 12_000,
    total_cost_usd: 0.12,
    unpriced_tokens: 0,
    ...changes,
  };
}

export function timeline(changes: Partial<TimelineAnswer> = {}): TimelineAnswer {
  return {
    granularity: 'hour',
    timezone: 'UTC',
    series: [point('2026-10-20T08:00:00Z'), point('2026-10-20T09:00:00Z', { total_requests: 90 }), point('2026-10-20T10:00:00Z', { is_partial: true, p95_ms: null })],
    previous: [point('2026-10-19T08:00:00Z', { total_requests: 8 }), point('2026-10-19T09:00:00Z', { total_requests: 9 })],
    anomalies: [
      { start: '2026-10-20T09:00:00Z', metric: 'total_requests', value: 90, expected: 22.1, deviation: 4.2, direction: 'above', baseline: 'trailing_24' },
    ],
    window,
    meta,
    ...changes,
  };
}

export const heatmap: HeatmapAnswer = {
  timezone: 'UTC',
  cells: Array.from({ length: 168 }, (_, cell) => ({
    day: Math.floor(cell / 24) + 1,
    hour: cell % 24,
    occurrences: cell < 24 ? 1 : 0,
    total_requests: cell < 24 ? cell : 0,
    failed: 0,
    total_tokens: 0,
    total_cost_usd: 0,
  })),
  window,
  meta,
};

export const topUsers: TopUsersAnswer = {
  users: [
    {
      user_id: 'u_1',
      user_name: 'Ann <b>Lee</b>',
      total_requests: 4,
      failed: 1,
      success_rate: 0.75,
      total_tokens: 1500,
      total_cost_usd: 0.005,
      avg_execution_time_ms: 2500,
      last_seen_at: '2026-10-20T10:00:02Z',
    },
  ],
  total_users: 2,
  window,
  meta,
};

export const users: UsersAnswer = {
  users: [
    {
      user_id: 'u_1',
      user_name: null,
      first_seen_at: '2026-10-01T10:00:02Z',
      last_seen_at: '2026-10-20T10:00:02Z',
      last_agent: 'tutor',
      region: null,
      is_active: true,
      is_new: false,
    },
  ],
  active: { total: 9, current: 2, active_30m: 3, today: 4, this_week: 5, peak_24h: 3, unique: 4, new: 1, returning: 3, by_region: { unknown: 2 } },
  next_cursor: null,
};

export const budgets: BudgetsAnswer = {
  budgets: [
    {
      id: 'b1',
      name: 'All',
      scope: 'all',
      key: null,
      period: 'daily',
      limit_usd: 10,
      warn_at: 0.8,
      timezone: 'UTC',
      state: 'ok',
      spent_usd: 6.2,
      ratio: 0.62,
      remaining_usd: 3.8,
      unpriced_tokens: 0,
      period_start: '2026-10-20T00:00:00Z',
      period_end: '2026-10-21T00:00:00Z',
      forecast_usd: 9.9,
      forecast_state: 'warning',
    },
  ],
};

export const realtime: RealtimeAnswer = {
  timestamp: '2026-10-20T10:00:10Z',
  active_users: { current: 2, active_30m: 3, today: 4, this_week: 5, peak_24h: 3 },
  transactions: { total: 12, pending: 1, running: 1, completed: 10, failed: 1 },
  live_sessions: { total: 3, by_language: { en: 2, unknown: 1 }, average_duration_ms: 81_000, new_in_last_minute: 1 },
  escalations: { pending: 2, in_progress: 1, resolved: 9, average_wait_ms: 51_000, critical: 1 },
  system: { cpu_percent: 3, memory_mb: 140, error_rate: 0.09, throughput_per_min: 12 },
  meta: { ...meta, sections: {} },
};
