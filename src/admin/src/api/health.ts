export type HealthState = 'ok' | 'degraded' | 'down';

export interface HealthPart {
  status: HealthState;
  /** A sentence where something is wrong. */
  detail: string | null;
  took_ms: number;
  figures: Record<string, number | null>;
}

/** `GET /api/health/quick`; the status is that of the worst part. */
export interface HealthAnswer {
  status: HealthState;
  timestamp: string;
  uptime_ms: number;
  memory_mb: number;
  feed_lag_ms: number;
  checks: Record<string, HealthPart>;
}
