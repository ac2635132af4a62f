import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';

interface HeatmapProps {
  label: string;
  rows: readonly string[];
  columns: readonly string[];
  /** By row and column; null where there is no such cell. */
  value: (row: number, column: number) => number | null;
  /** What a cell says under the pointer, in focus and to the ear. */
  says: (row: number, column: number) => string;
  /** What the ends of the scale mean. */
  scale: { from: string; to: string };
}

const STEPS = 6;

/** A real table whose cells are shaded in seven steps. Arrow keys walk through it, one stop for Tab. */
export function Heatmap({ label, rows, columns, value, says, scale }: HeatmapProps) {
  const table = useRef<HTMLTableElement>(null);
  // The words of the cell under the pointer or in focus; the cells are not drawn anew for them.
  const reading = useSignal('');
  const read = (event: Event) => {
    reading.value = (event.target as HTMLElement).closest('td.heat')?.textContent ?? '';
  };
  const leave = () => {
    reading.value = '';
  };
  const highest = useMemo(
    () => Math.max(0, ...rows.flatMap((_, row) => columns.map((_, column) => value(row, column) ?? 0))),
    [rows, columns, value],
  );

  const walk = (event: KeyboardEvent) => {
    const cells = [...(table.current?.querySelectorAll<HTMLElement>('td.heat') ?? [])];
    const at = cells.indexOf(event.target as HTMLElement);
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns.length, ArrowDown: columns.length }[event.key];
    const next = step === undefined || at < 0 ? undefined : cells[at + step];
    if (next !== undefined) {
      event.preventDefault();
      cells[at]?.setAttribute('tabindex', '-1');
      next.setAttribute('tabindex', '0');
      next.focus();
    }
  };

  return (
    <>
      <div class="heatmap-scroll">
        <table
          class="heatmap"
          aria-label={label}
          ref={table}
          onKeyDown={walk}
          onPointerOver={read}
          onPointerLeave={leave}
          onFocusIn={read}
          onFocusOut={leave}
        >
          <thead>
            <tr>
              <td class="heatmap-corner" />
              {columns.map((column, at) => (
                <th key={column} scope="col">
                  <span class={at % 3 === 0 ? '' : 'unseen'}>{column}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((name, row) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {columns.map((column, at) => {
                  const text = says(row, at);
                  return (
                    <td key={column} class={`heat heat-${levelOf(value(row, at), highest)}`} tabIndex={row === 0 && at === 0 ? 0 : -1}>
                      <span class="unseen">{text}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <HeatmapFoot {...scale}>{reading}</HeatmapFoot>
    </>
  );
}

/** 0 is nothing at all, 6 the greatest; `none` where there is no cell. */
export function levelOf(value: number | null, highest: number): number | 'none' {
  if (value === null) {
    return 'none';
  }

  return value <= 0 || highest <= 0 ? 0 : Math.max(1, Math.ceil((value / highest) * STEPS));
}

/** The scale, in words at both ends, and what the cell says that is looked at. */
function HeatmapFoot({ from, to, children }: { from: string; to: string; children: ComponentChildren }) {
  return (
    <div class="heatmap-foot">
      <span class="heatmap-scale">
        {from}
        {Array.from({ length: STEPS + 1 }, (_, level) => (
          <span key={level} class={`heat heat-${level}`} aria-hidden="true" />
        ))}
        {to}
      </span>
      <span class="heatmap-reading" aria-hidden="true">
        {children}
      </span>
    </div>
  );
}
