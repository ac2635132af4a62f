import type { ComponentChildren } from 'preact';
import { count, rate } from '../format/numbers';
import { Bar } from './Bar';

export interface BarRow {
  id: string;
  name: ComponentChildren;
  value: number;
}

interface BarListProps {
  label: string;
  rows: readonly BarRow[];
  format?: (value: number) => string;
}

/** What a whole consists of, the greatest part first. */
export function BarList({ label, rows, format = count }: BarListProps) {
  const total = rows.reduce((sum, { value }) => sum + value, 0);
  const ordered = [...rows].sort((left, right) => right.value - left.value);
  const highest = ordered[0]?.value ?? 0;
  return (
    <ul class="bar-list" aria-label={label}>
      {ordered.map(({ id, name, value }) => (
        <li key={id} data-row={id}>
          <span class="bar-name">{name}</span>
          <data class="bar-value" value={String(value)}>
            {format(value)}
          </data>
          <span class="bar-share quiet numbers">{total === 0 ? '—' : rate(value / total)}</span>
          <Bar share={highest === 0 ? 0 : value / highest} />
        </li>
      ))}
    </ul>
  );
}
