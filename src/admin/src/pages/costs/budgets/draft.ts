import type { Budget } from '../../../api/budgets';
import { OWN_ZONE } from '../../../state/zone';

/** What of a budget is written by hand. */
export interface BudgetDraft {
  /** Absent on a new one. */
  id?: string;
  name: string;
  scope: Budget['scope'];
  key: string;
  period: Budget['period'];
  limit_usd: number | null;
  warn_at: number | null;
  timezone: string;
}

export function newDraft(): BudgetDraft {
  return { name: '', scope: 'all', key: '', period: 'monthly', limit_usd: null, warn_at: 0.8, timezone: OWN_ZONE };
}

export function draftOf({ id, name, scope, key, period, limit_usd, warn_at, timezone }: Budget): BudgetDraft {
  return { id, name, scope, key: key ?? '', period, limit_usd, warn_at, timezone };
}

/** As the server takes it. */
export function wireOf({ key, ...draft }: BudgetDraft): Record<string, unknown> {
  return { ...draft, key: draft.scope === 'all' ? null : key.trim() };
}
