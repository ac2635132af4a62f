import type { Meta } from './types';

export type AlertKind =
  | 'success_rate'
  | 'error_rate'
  | 'latency_p95'
  | 'cost'
  | 'budget'
  | 'no_data'
  | 'feed_lag'
  | 'dead_letters'
  | 'escalations_waiting'
  | 'anomaly';

export type AlertSeverity = 'info' | 'warning' | 'critical';

export interface AlertRule {
  id: string;
  name: string;
  kind: AlertKind;
  enabled: boolean;
  severity: AlertSeverity;
  agent: string | null;
  /** In the unit of the kind: a ratio, milliseconds, USD, a count. */
  threshold: number | null;
  recover: number | null;
  for_seconds: number;
  window_minutes: number;
  minimum_executions: number;
  baseline_factor: number | null;
  is_default: boolean;
}

export interface Alert {
  id: string;
  rule_id: string;
  rule_name: string;
  kind: AlertKind;
  severity: AlertSeverity;
  subject: string | null;
  state: 'pending' | 'firing' | 'acknowledged' | 'resolved';
  value: number | null;
  threshold: number | null;
  peak_value: number | null;
  message: string;
  since: string;
  fired_at: string | null;
  acknowledged_at: string | null;
  acknowledged_note: string | null;
  resolved_at: string | null;
}

export interface Webhook {
  url_set: boolean;
  last_delivery: { at: string; status: number | null; error: string | null } | null;
  pending: number;
}

/** `GET` and `PUT /api/admin/alerts` */
export interface AlertsAnswer {
  rules: readonly AlertRule[];
  active: readonly Alert[];
  webhook: Webhook;
  meta: Meta;
}

/** `GET /api/admin/alerts/history` */
export interface AlertHistoryAnswer {
  alerts: readonly Alert[];
  next_cursor: string | null;
}

/** `POST /api/admin/alerts/{rule id}/test` */
export interface AlertTestAnswer {
  delivered: boolean;
  status_code: number | null;
  error: string | null;
}
