import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { change, parameter } from '../../state/address';
import { Icon } from '../Icon';
import { chosen, orderOf, orderText, sorted, type Order, type Value } from './order';
import { rowWindow, VIRTUAL_ABOVE } from './window';

export interface Column<R> {
  id: string;
  label: string;
  /** Explains the column where its label is short. */
  title?: string;
  /** What it is sorted by; absent: it cannot be sorted. */
  value?: (row: R) => Value;
  /** Names read from the left, numbers from the right. */
  text?: boolean;
  cell: (row: R) => ComponentChildren;
  /** `spacious`, `roomy`: left out where the table has less room, or little. `wraps`: long text. */
  class?: string;
}

interface DataTableProps<R> {
  label: string;
  /** The first names the row. */
  columns: readonly Column<R>[];
  rows: readonly R[];
  idOf: (row: R) => string;
  /** Absent: rows stand as they come, and nothing can be sorted. */
  usual?: Order;
  /** Only so many, the first in the order that is chosen; for a panel that leads to the whole list. */
  most?: number;
  /** Keeps the order in the address; for the one table that a page is about. */
  inAddress?: boolean;
  /** What a click anywhere in the row does. The first cell should hold a link or button that does the same. */
  open?: (row: R) => void;
  rowClass?: (row: R) => string;
}

/**
 * A table that sorts, stacks its cells on narrow screens and draws only what is in sight when it is long. Roles are
 * written out because a changed display takes the implied ones away.
 */
export function DataTable<R>({ label, columns, rows, idOf, usual, most, inAddress = false, open, rowClass }: DataTableProps<R>) {
  const [own, setOwn] = useState<Order | undefined>(usual);
  const order = usual && (inAddress ? orderOf(parameter('sort'), usual) : own);
  const by = columns.find(({ id }) => id === order?.by)?.value;
  const ordered = (order && by ? sorted(rows, by, order.descending) : rows).slice(0, most);
  const sight = useSight(ordered.length);
  const choose = (column: Column<R>) => {
    const next = chosen(order ?? { by: '', descending: true }, column.id, column.text ?? false);
    if (inAddress) {
      change({ sort: orderText(next) });
    } else {
      setOwn(next);
    }
  };

  return (
    <div class={sight.virtual ? 'table-scroll table-long' : 'table-scroll'} ref={sight.scroller} onScroll={sight.onScroll} tabIndex={sight.virtual ? 0 : undefined} role={sight.virtual ? 'group' : undefined} aria-label={sight.virtual ? label : undefined}>
      <table class="table" role="table" aria-label={label} aria-rowcount={sight.virtual ? ordered.length + 1 : undefined}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <Head key={column.id} column={column} order={order} choose={usual && column.value ? () => choose(column) : undefined} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {sight.before > 0 && <Spacer height={sight.before} columns={columns.length} />}
          {ordered.slice(sight.from, sight.to).map((row, index) => (
            <tr
              role="row"
              key={idOf(row)}
              data-row={idOf(row)}
              aria-rowindex={sight.virtual ? sight.from + index + 2 : undefined}
              class={`${open ? 'opens' : ''} ${rowClass?.(row) ?? ''}`}
              onClick={open && ((event) => !isControl(event.target) && open(row))}
            >
              {columns.map((column, at) =>
                at === 0 ? (
                  <th key={column.id} scope="row" role="rowheader" data-column={column.id} class={column.class}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} role="cell" data-label={column.label} data-column={column.id} class={`${column.text ? 'text' : ''} ${column.class ?? ''}`}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {sight.after > 0 && <Spacer height={sight.after} columns={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

interface HeadProps<R> {
  column: Column<R>;
  order: Order | undefined;
  choose: (() => void) | undefined;
}

function Head<R>({ column: { id, label, title, text, class: className = '' }, order, choose }: HeadProps<R>) {
  const active = order?.by === id;
  return (
    <th
      scope="col"
      role="columnheader"
      title={title}
      class={text ? `text ${className}` : className}
      aria-sort={choose === undefined ? undefined : active ? (order.descending ? 'descending' : 'ascending') : 'none'}
    >
      {choose === undefined ? (
        <span class="sort">{label}</span>
      ) : (
        <button type="button" class={active ? 'sort active' : 'sort'} onClick={choose}>
          {label}
          <Icon name={active && !order.descending ? 'up' : 'down'} />
        </button>
      )}
    </th>
  );
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden="true" class="spacer">
      <td colSpan={columns} style={{ height: `${height}px` }} />
    </tr>
  );
}

/** What of a long table is in sight. Rows are about equally high; how high is measured on those that are drawn. */
function useSight(rows: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [seen, see] = useState({ top: 0, height: 800, row: 40 });
  const virtual = rows > VIRTUAL_ABOVE;
  useLayoutEffect(() => {
    const drawn = virtual ? [...(scroller.current?.querySelectorAll<HTMLElement>('tr[data-row]') ?? [])] : [];
    const total = drawn.reduce((sum, row) => sum + row.offsetHeight, 0);
    const row = drawn.length > 0 && total > 0 ? total / drawn.length : seen.row;
    if (Math.abs(row - seen.row) > 1) {
      see({ ...seen, row });
    }
  });

  const onScroll = () => {
    const { scrollTop: top, clientHeight: height } = scroller.current ?? { scrollTop: 0, clientHeight: 800 };
    if (virtual && Math.abs(top - seen.top) > seen.row * 4) {
      see({ ...seen, top, height });
    }
  };
  return { scroller, onScroll, virtual, ...rowWindow(rows, seen.row, seen.top, seen.height) };
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a, button, input, select, label') !== null;
}
