import type { HeatCell, HeatmapAnswer } from '../../../api/heatmap';
import { count, shortCount, usd } from '../../../format/numbers';

/** Monday first, as the server counts them. */
export const DAYS: readonly string[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
export const HOURS: readonly string[] = Array.from({ length: 24 }, (_, hour) => String(hour));

export interface Heat {
  id: string;
  label: string;
  title: string;
  value: (cell: HeatCell) => number;
  says: (cell: HeatCell) => string;
}

export const HEATS: readonly Heat[] = [
  { id: 'volume', label: 'Runs', title: 'Executions', value: ({ total_requests }) => total_requests, says: ({ total_requests }) => plural(total_requests, 'execution') },
  { id: 'errors', label: 'Errors', title: 'Errors', value: ({ failed }) => failed, says: ({ failed, total_requests }) => `${count(failed)} of ${plural(total_requests, 'execution')} failed` },
  { id: 'cost', label: 'Cost', title: 'Cost', value: ({ total_cost_usd }) => total_cost_usd, says: ({ total_cost_usd, total_tokens }) => `${usd(total_cost_usd)} for ${shortCount(total_tokens)} tokens` },
];

/** By day and hour. */
export function gridOf({ cells }: HeatmapAnswer): (HeatCell | undefined)[][] {
  const grid: (HeatCell | undefined)[][] = DAYS.map(() => HOURS.map(() => undefined));
  for (const cell of cells) {
    const row = grid[cell.day - 1];
    if (row !== undefined && cell.hour >= 0 && cell.hour < 24) {
      row[cell.hour] = cell;
    }
  }

  return grid;
}

/** Mon 14:00–15:00: 120 executions, in 4 such hours */
export function saysOf(cell: HeatCell | undefined, day: number, hour: number, heat: Heat): string {
  const when = `${DAYS[day]} ${clock(hour)}–${clock((hour + 1) % 24)}`;
  if (cell === undefined || cell.occurrences === 0) {
    return `${when}: no such hour in this period`;
  }

  return `${when}: ${heat.says(cell)}${cell.occurrences > 1 ? `, in ${count(cell.occurrences)} such hours` : ''}`;
}

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
const plural = (value: number, word: string) => `${count(value)} ${word}${value === 1 ? '' : 's'}`;
