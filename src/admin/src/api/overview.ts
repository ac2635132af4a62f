import type { Meta, Window } from './types';

/** One key figure, what it was before, and how it came. */
export interface Kpi {
  value: number | null;
  previous: number | null;
  /** A ratio; for rates the difference in points. Null when there is nothing to compare with. */
  change: number | null;
  /** Oldest first; null is a gap. */
  sparkline: readonly (number | null)[];
}

export type KpiName =
  | 'executions'
  | 'success_rate'
  | 'avg_execution_time_ms'
  | 'p95_ms'
  | 'errors'
  | 'total_tokens'
  | 'cost_usd'
  | 'unique_users'
  | 'unique_sessions';

/** `GET /api/analytics/overview` */
export interface OverviewAnswer {
  kpis: Record<KpiName, Kpi>;
  sparkline: { granularity: string; starts: readonly string[] };
  window: Window;
  meta: Meta;
}
