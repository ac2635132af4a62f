/** The execution that the page shows before or after this one; null at either end, or where it is not shown at all. */
export function neighbour(id: string, by: 1 | -1, root: ParentNode = document): string | null {
  const shown = [...root.querySelectorAll<HTMLElement>('main [data-run]')].map((row) => row.dataset['run'] ?? '');
  const ids = [...new Set(shown)];
  const at = ids.indexOf(id);
  return at < 0 ? null : (ids[at + by] ?? null);
}
