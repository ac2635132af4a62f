import type { TimelineAnswer, TimelinePoint } from '../../../api/timeline';
import type { Sheet } from '../../../format/csv';

const FIELDS: readonly (keyof TimelinePoint)[] = [
  'total_requests', 'successful', 'failed', 'timeouts', 'cancelled', 'success_rate', 'avg_execution_time_ms', 'p50_ms', 'p95_ms',
  'total_tokens', 'total_cost_usd', 'unpriced_tokens',
];

/** Every number of the answer, so that the file serves for more than what is drawn. */
export function timelineSheet({ series }: TimelineAnswer): Sheet {
  return {
    header: ['start', 'end', ...FIELDS],
    rows: series.map((point) => [point.start, point.end, ...FIELDS.map((field) => point[field] as number | null)]),
  };
}
