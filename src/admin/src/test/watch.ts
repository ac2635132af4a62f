import type { Alert, AlertRule, AlertsAnswer } from '../api/alerts';
import type { ApiStatusAnswer, DeadLettersAnswer, MonitorHealthAnswer, ReconcileAnswer, ReconcileReport } from '../api/monitor';

export function rule(changes: Partial<AlertRule> = {}): AlertRule {
  return {
    id: 'success-rate',
    name: 'Success rate is low',
    kind: 'success_rate',
    enabled: true,
    severity: 'warning',
    agent: null,
    threshold: 0.95,
    recover: 0.97,
    for_seconds: 300,
    window_minutes: 15,
    minimum_executions: 20,
    baseline_factor: null,
    is_default: true,
    ...changes,
  };
}

export function alert(changes: Partial<Alert> = {}): Alert {
  return {
    id: 'a1',
    rule_id: 'success-rate',
    rule_name: 'Success rate is low',
    kind: 'success_rate',
    severity: 'warning',
    subject: 'agent:tutor',
    state: 'firing',
    value: 0.81,
    threshold: 0.95,
    peak_value: 0.8,
    message: 'Success rate of the last 15 min is 81.0 % (threshold 95 %).',
    since: '2026-10-20T09:50:00Z',
    fired_at: '2026-10-20T09:55:00Z',
    acknowledged_at: null,
    acknowledged_note: null,
    resolved_at: null,
    ...changes,
  };
}

export function alerts(changes: Partial<AlertsAnswer> = {}): AlertsAnswer {
  return {
    rules: [rule(), rule({ id: 'feed-lag', name: 'The numbers are late', kind: 'feed_lag', threshold: 30_000, recover: 10_000, enabled: false })],
    active: [alert()],
    webhook: { url_set: true, last_delivery: { at: '2026-10-20T09:56:00Z', status: 200, error: null }, pending: 0 },
    meta: { as_of: '2026-10-20T10:00:10Z', lag_ms: 12, data_state: 'live' },
    ...changes,
  };
}

export function monitorHealth(changes: Partial<MonitorHealthAnswer> = {}): MonitorHealthAnswer {
  return {
    state: 'degraded',
    checked_at: '2026-10-20T10:00:10Z',
    process: { cpu_percent: 3.5, memory_mb: 100, managed_mb: 20, threads: 15, disk_free_mb: 50_000, disk_percent: 91.5, uptime_seconds: 8123, version: '0.1.0', host: 'server' },
    dependencies: [
      { name: 'store', state: 'ok', latency_ms: 0.5, checked_at: '2026-10-20T10:00:10Z', sentence: null, figures: {} },
      { name: 'feed', state: 'degraded', latency_ms: 1, checked_at: '2026-10-20T10:00:10Z', sentence: 'The rollups lag behind the log.', figures: { pending_changes: 12 } },
    ],
    feed: { lag_ms: 4200, pending: 12, position: 9 },
    queue: { queued_records: 0, unanswered_bytes: 0, rejections: 2 },
    dead_letters: 1,
    live_connections: 2,
    store: {
      kind: 'sqlite', log_bytes: 8192, log_wal_bytes: 4096, views_bytes: 16_384, views_wal_bytes: 0, state_bytes: 4096, last_commit_ms: 1.25,
      request_units: null, throttled: null, operations: null, ru_per_execution: null,
    },
    functions: null,
    uptime: {
      ratio_24h: 0.9951,
      ratio_7d: 1,
      ratio_30d: null,
      days: [{ day: '2026-10-18', ratio: null }, { day: '2026-10-19', ratio: 0.5 }, { day: '2026-10-20', ratio: 1 }],
      since: '2026-10-19T12:00:00Z',
      started_at: '2026-10-20T08:00:00Z',
    },
    sections: { process: 'live', store: 'stale', uptime: 'live' },
    sections_as_of: {},
    ...changes,
  };
}

export const apiStatus: ApiStatusAnswer = {
  data: {
    endpoints: [
      { name: 'get_metrics', endpoint: '/api/admin/metrics', method: 'GET', count: 42, average_ms: 2.5, max_ms: 9, errors: 1, refused: 0, error_rate: 0.0238, last_called_at: '2026-10-20T10:00:10Z' },
    ],
    hours: [{ start: '2026-10-20T09:00:00Z', count: 42, errors: 1, average_ms: 2.5 }],
  },
};

export const deadLetters: DeadLettersAnswer = {
  count: 1,
  dead_letters: [{ id: 'd1', at: '2026-10-20T09:00:00Z', execution_id: 'e7', reason: 'Its counts do not fit <b>any</b> cell.', requeued: false }],
};

export function reconciled(changes: Partial<ReconcileReport> = {}): ReconcileAnswer {
  return {
    report: {
      from: '2026-10-19T10:00:00Z', to: '2026-10-20T10:00:00Z', started_at: '2026-10-20T10:00:00Z', finished_at: '2026-10-20T10:00:01Z',
      repair: false, executions: 120, documents: 30, cells: 400, drift: 0, repaired_cells: 0, differences: [], ...changes,
    },
  };
}
