/** What the server looks for where it masks. */
export type MaskKind = 'secrets' | 'emails' | 'ibans' | 'card_numbers' | 'ip_addresses' | 'phone_numbers';

/** `GET /api/admin/settings`: what is in force in the process that answers. */
export interface SettingsAnswer {
  host: 'server' | 'functions';
  version: string;
  /** Days; null is for ever. */
  retention: {
    raw_days: number;
    minute_days: number;
    hour_days: number;
    day_days: number | null;
    user_day_days: number | null;
    erased_days: number;
    report_days: number;
    alert_days: number;
  };
  content: { is_captured: boolean; cap_bytes: number };
  masking: { content: boolean; error_messages: boolean; rules: readonly MaskKind[]; own_patterns: number };
  prices: { built_in: number; settings: number; admin: number; built_in_retrieved: string | null; files: readonly string[]; changed_at: string | null };
  access: { ingest_key_required: boolean; ingest_keys: number; allow_query_token: boolean; cors_origins: readonly string[] };
  webhook: { url_set: boolean; host: string | null };
}
