import type { Meta } from './types';

/** `GET /api/admin/realtime`, as far as the page reads it; a section that its source does not give is null. */
export interface RealtimeAnswer {
  timestamp: string;
  active_users: { current: number; active_30m: number; today: number; this_week: number; peak_24h: number | null } | null;
  transactions: { total: number; pending: number; running: number; completed: number; failed: number } | null;
  live_sessions: {
    total: number;
    by_language: Record<string, number>;
    average_duration_ms: number | null;
    new_in_last_minute: number;
  } | null;
  escalations: {
    pending: number;
    in_progress: number;
    resolved: number;
    average_wait_ms: number | null;
    critical: number;
  } | null;
  system: { cpu_percent: number | null; memory_mb: number | null; error_rate: number | null; throughput_per_min: number | null } | null;
  meta: Meta;
}
