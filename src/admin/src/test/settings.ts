import type { SettingsAnswer } from '../api/settings';

export function settings(changes: Partial<SettingsAnswer> = {}): SettingsAnswer {
  return {
    host: 'server',
    version: '0.1.0',
    retention: { raw_days: 90, minute_days: 8, hour_days: 396, day_days: null, user_day_days: null, erased_days: 396, report_days: 30, alert_days: 90 },
    content: { is_captured: true, cap_bytes: 65_536 },
    masking: { content: false, error_messages: false, rules: [], own_patterns: 0 },
    prices: { built_in: 90, settings: 0, admin: 0, built_in_retrieved: null, files: [], changed_at: null },
    access: { ingest_key_required: true, ingest_keys: 1, allow_query_token: false, cors_origins: [] },
    webhook: { url_set: false, host: null },
    ...changes,
  };
}
