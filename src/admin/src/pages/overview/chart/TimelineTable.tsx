import type { TimelineAnswer, TimelinePoint } from '../../../api/timeline';
import type { ChartModel } from '../../../charts/model';
import type { Sheet } from '../../../format/csv';
import { DataTable, type Column } from '../../../ui/table/DataTable';

interface TimelineTableProps {
  answer: TimelineAnswer;
  model: ChartModel;
  height: number;
}

/** The lines of the chart, number by number, newest first. */
export function TimelineTable({ answer, model, height }: TimelineTableProps) {
  const rows = answer.series.map(({ start }, index) => ({ start, index })).reverse();
  const columns: Column<{ start: string; index: number }>[] = [
    { id: 'start', label: 'Step', text: true, cell: ({ index }) => model.bucket?.(index) ?? '' },
    ...model.lines.map(({ label, values }) => ({
      id: label,
      label,
      cell: ({ index }: { index: number }) => (values[index] == null ? '—' : model.format(values[index])),
    })),
  ];
  return (
    <div class="chart-table" style={{ maxHeight: `${height}px` }} tabIndex={0} role="group" aria-label="The numbers of the chart">
      <DataTable label="The numbers of the chart" columns={columns} rows={rows} idOf={({ start }) => start} />
    </div>
  );
}

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
