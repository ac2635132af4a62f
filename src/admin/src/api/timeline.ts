import type { Meta, Window } from './types';

export type Granularity = 'hour' | 'day' | 'week' | 'month';

export interface TimelinePoint {
  start: string;
  end: string;
  /** It is not over yet. */
  is_partial: boolean;
  total_requests: number;
  successful: number;
  failed: number;
  timeouts: number;
  cancelled: number;
  success_rate: number | null;
  avg_execution_time_ms: number | null;
  p50_ms: number | null;
  p95_ms: number | null;
  total_tokens: number;
  total_cost_usd: number;
  unpriced_tokens: number;
}

export interface Anomaly {
  start: string;
  metric: string;
  value: number;
  expected: number;
  /** In standard deviations. */
  deviation: number;
  direction: 'above' | 'below';
  baseline: string;
}

/** `GET /api/analytics/timeline` */
export interface TimelineAnswer {
  granularity: Granularity;
  timezone: string;
  series: readonly TimelinePoint[];
  previous: readonly TimelinePoint[];
  anomalies: readonly Anomaly[];
  window: Window;
  meta: Meta;
}
