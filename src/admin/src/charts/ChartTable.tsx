import { shortTime } from '../format/time';
import { zone } from '../state/zone';
import { DataTable, type Column } from '../ui/table/DataTable';
import type { ChartModel } from './model';

interface ChartTableProps {
  model: ChartModel;
  height: number;
}

/** The lines of a chart, number by number, newest first. */
export function ChartTable({ model, height }: ChartTableProps) {
  const rows = model.starts.map((start, index) => ({ start, index })).reverse();
  const columns: Column<{ start: number; index: number }>[] = [
    { id: 'start', label: 'Step', text: true, cell: ({ start, index }) => model.bucket?.(index) ?? shortTime(start, zone.value) },
    ...model.lines.map(({ label, values }) => ({
      id: label,
      label,
      cell: ({ index }: { index: number }) => (values[index] == null ? '—' : model.format(values[index])),
    })),
  ];
  return (
    <div class="chart-table" style={{ maxHeight: `${height}px` }} tabIndex={0} role="group" aria-label="The numbers of the chart">
      <DataTable label="The numbers of the chart" columns={columns} rows={rows} idOf={({ start }) => String(start)} />
    </div>
  );
}
