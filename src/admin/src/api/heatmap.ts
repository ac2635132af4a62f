import type { Meta, Window } from './types';

export interface HeatCell {
  /** 1 is Monday. */
  day: number;
  hour: number;
  /** How many such hours the window holds: none or two where clocks change. */
  occurrences: number;
  total_requests: number;
  failed: number;
  total_tokens: number;
  total_cost_usd: number;
}

/** `GET /api/analytics/heatmap` */
export interface HeatmapAnswer {
  timezone: string;
  cells: readonly HeatCell[];
  window: Window;
  meta: Meta;
}
