import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { parameter } from '../../state/address';
import { accessibilityFaults } from '../../test/axe';
import { shown, visit } from '../../test/page';
import { DataTable, type Column } from './DataTable';
import { chosen, orderOf, orderText, sorted } from './order';
import { rowWindow } from './window';

interface Row {
  name: string;
  n: number | null;
}

const columns: readonly Column<Row>[] = [
  { id: 'name', label: 'Name', text: true, value: ({ name }) => name, cell: ({ name }) => name },
  { id: 'n', label: 'Count', value: ({ n }) => n, cell: ({ n }) => String(n) },
];
const rows: Row[] = [{ name: 'b', n: null }, { name: 'a', n: 3 }, { name: 'c', n: 7 }];

afterEach(() => visit('/monitor'));

test('unknown values stand last whichever way it is sorted', () => {
  expect(sorted(rows, ({ n }) => n, true).map(({ name }) => name)).toEqual(['c', 'a', 'b']);
  expect(sorted(rows, ({ n }) => n, false).map(({ name }) => name)).toEqual(['a', 'c', 'b']);
});

test('numbers start with the greatest, names with the first, and a second press turns it round', () => {
  const usual = { by: 'name', descending: false };

  expect(chosen(usual, 'n', false)).toEqual({ by: 'n', descending: true });
  expect(chosen({ by: 'n', descending: true }, 'name', true)).toEqual(usual);
  expect(chosen(usual, 'name', true)).toEqual({ by: 'name', descending: true });
  expect(orderOf(orderText({ by: 'n', descending: true }), usual)).toEqual({ by: 'n', descending: true });
  expect(orderOf(null, usual)).toEqual(usual);
});

test('only what is in sight of a long list is drawn, and the rest takes its room', () => {
  expect(rowWindow(200, 40, 0, 800)).toEqual({ from: 0, to: 200, before: 0, after: 0 });

  const { from, to, before, after } = rowWindow(10_000, 40, 200_000, 800);
  expect(to - from).toBeLessThan(60);
  expect(from).toBeLessThanOrEqual(5000);
  expect(to).toBeGreaterThanOrEqual(5020);
  expect(before + (to - from) * 40 + after).toBe(400_000);
  expect(rowWindow(300, 40, 1_000_000, 800).from).toBeLessThan(300);
});

test('a press on a column sorts by it, and the address says so', async () => {
  visit('/monitor');
  const { root, gone } = await shown(
    <DataTable label="Rows" columns={columns} rows={rows} idOf={({ name }) => name} usual={{ by: 'name', descending: false }} inAddress />,
  );
  const names = () => [...root.querySelectorAll('tbody th')].map((cell) => cell.textContent);
  expect(names()).toEqual(['a', 'b', 'c']);

  await act(() => [...root.querySelectorAll('button')].at(-1)?.click());

  expect(names()).toEqual(['c', 'a', 'b']);
  expect(parameter('sort')).toBe('-n');
  expect(root.querySelector('[aria-sort="descending"]')?.textContent).toBe('Count');
  expect(await accessibilityFaults(root)).toEqual([]);
  await gone();
});

test('ten thousand rows are a few dozen in the document', async () => {
  const many = Array.from({ length: 10_000 }, (_, n) => ({ name: `row ${n}`, n }));
  const { root, gone } = await shown(<DataTable label="Rows" columns={columns} rows={many} idOf={({ name }) => name} />);

  expect(root.querySelectorAll('tbody tr[data-row]').length).toBeLessThan(100);
  expect(root.querySelector('table')?.getAttribute('aria-rowcount')).toBe('10001');
  expect(await accessibilityFaults(root)).toEqual([]);
  await gone();
});

test('only so many are shown, the first in the order that is chosen', async () => {
  visit('/monitor');
  const { root, gone } = await shown(
    <DataTable label="Rows" columns={columns} rows={rows} idOf={({ name }) => name} usual={{ by: 'n', descending: true }} most={2} />,
  );
  const names = () => [...root.querySelectorAll('tbody th')].map((cell) => cell.textContent);
  expect(names()).toEqual(['c', 'a']);

  await act(() => root.querySelector<HTMLButtonElement>('thead button')?.click());

  expect(names()).toEqual(['a', 'b']);
  await gone();
});

test('a click in a row opens it, and one on a control in it does not', async () => {
  const open = vi.fn();
  const withLink = [{ ...columns[0]!, cell: ({ name }: Row) => <a href="#x">{name}</a> }, columns[1]!];
  const { root, gone } = await shown(<DataTable label="Rows" columns={withLink} rows={rows} idOf={({ name }) => name} open={open} />);

  await act(() => root.querySelector<HTMLElement>('tbody a')?.click());
  expect(open).not.toHaveBeenCalled();
  await act(() => root.querySelector<HTMLElement>('tbody td')?.click());

  expect(open).toHaveBeenCalledWith(rows[0]);
  await gone();
});
