import type { Sheet } from '../format/csv';
import type { ChartModel } from './model';

/** What is drawn, as rows: the instant at which each step begins, and the value of every line. */
export function sheetOf({ starts, lines }: ChartModel): Sheet {
  return {
    header: ['start', ...lines.map(({ label }) => label)],
    rows: starts.map((start, index) => [new Date(start).toISOString(), ...lines.map(({ values }) => values[index] ?? null)]),
  };
}

/** The same as data. */
export function recordsOf(model: ChartModel): Record<string, unknown>[] {
  const { header, rows } = sheetOf(model);
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? null])));
}
