import type { CostsAnswer } from '../../api/costs';
import type { Sheet } from '../../format/csv';

const FIELDS = ['total_cost_usd', 'reported_cost_usd', 'computed_cost_usd', 'total_requests', 'total_tokens', 'unpriced_tokens', 'share'] as const;

/** What is shown, with every number of it. */
export function costSheet({ by, rows }: CostsAnswer): Sheet {
  return { header: [by, ...FIELDS], rows: rows.map((row) => [row.key, ...FIELDS.map((field) => row[field])]) };
}
