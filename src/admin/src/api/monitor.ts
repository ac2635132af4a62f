import type { HealthState } from './health';

export interface Dependency {
  name: string;
  state: HealthState;
  latency_ms: number;
  checked_at: string;
  sentence: string | null;
  figures: Record<string, number | null>;
}

export interface StoreFigures {
  kind: 'sqlite' | 'cosmos';
  log_bytes: number | null;
  log_wal_bytes: number | null;
  views_bytes: number | null;
  views_wal_bytes: number | null;
  state_bytes: number | null;
  last_commit_ms: number | null;
  request_units: number | null;
  throttled: number | null;
  operations: number | null;
  ru_per_execution: number | null;
}

export interface UptimeFigures {
  ratio_24h: number | null;
  ratio_7d: number | null;
  ratio_30d: number | null;
  days: readonly { day: string; ratio: number | null }[];
  since: string | null;
  started_at: string;
}

/** `GET /api/admin/health`; a section that cannot be had is null, and `sections` says so. */
export interface MonitorHealthAnswer {
  state: HealthState;
  checked_at: string;
  process: {
    cpu_percent: number | null;
    memory_mb: number;
    managed_mb: number;
    threads: number;
    disk_free_mb: number | null;
    disk_percent: number | null;
    uptime_seconds: number;
    version: string;
    host: 'server' | 'functions';
  } | null;
  dependencies: readonly Dependency[];
  feed: { lag_ms: number | null; pending: number; position: number | null } | null;
  queue: { queued_records: number | null; unanswered_bytes: number; rejections: number };
  dead_letters: number | null;
  live_connections: number | null;
  store: StoreFigures | null;
  functions: { invocations: number; failures: number; duration_ms: number | null; throttled: number } | null;
  uptime: UptimeFigures | null;
  sections: Record<string, string>;
  sections_as_of: Record<string, string>;
}

export interface EndpointRow {
  name: string;
  endpoint: string;
  method: string;
  count: number;
  average_ms: number | null;
  max_ms: number | null;
  errors: number;
  refused: number;
  error_rate: number | null;
  last_called_at: string;
}

/** `GET /api/status/api-status` */
export interface ApiStatusAnswer {
  data: {
    endpoints: readonly EndpointRow[];
    hours: readonly { start: string; count: number; errors: number; average_ms: number | null }[];
  } | null;
}

export interface ReconcileReport {
  from: string;
  to: string;
  started_at: string;
  finished_at: string;
  repair: boolean;
  executions: number;
  documents: number;
  cells: number;
  drift: number;
  repaired_cells: number;
  differences: readonly { scope: string; grain: string; start: string; cell: string; stored: number; recounted: number }[];
}

/** `GET` and `POST /api/admin/reconcile` */
export interface ReconcileAnswer {
  /** Null when none ran since the start. */
  report: ReconcileReport | null;
}

export interface DeadLetter {
  id: string;
  at: string;
  execution_id: string | null;
  reason: string;
  requeued: boolean;
}

/** `GET /api/admin/dead-letters` */
export interface DeadLettersAnswer {
  count: number;
  dead_letters: readonly DeadLetter[];
}
