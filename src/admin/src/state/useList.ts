import { useMemo } from 'preact/hooks';
import { useMonitor } from './monitor';
import { MorePages, type Page } from './pages';
import type { Resource } from './resource';
import type { Freshness } from './store';
import { useResource } from './useResource';

export interface List<T, R> {
  /** The first page, kept true. */
  resource: Resource<T>;
  rows: readonly R[];
  hasMore: boolean;
  busy: boolean;
  problem: string | null;
  more: () => void;
}

/** A list that comes in pages: the first is kept true, the rest are added on demand. `idOf` tells what was seen already. */
export function useList<T, R>(
  path: string,
  pageOf: (answer: T) => Page<R>,
  idOf: (row: R) => string,
  freshness: Freshness = {},
): List<T, R> {
  const { api } = useMonitor();
  const resource = useResource<T>(path, freshness);
  const pages = useMemo(() => new MorePages<T, R>(api, path, pageOf), [api, path]);
  const { data } = resource.value.value;
  const first = data === null ? { rows: [], next: null } : pageOf(data);
  const shown = new Set(first.rows.map(idOf));
  return {
    resource,
    rows: [...first.rows, ...pages.rows.value.filter((row) => !shown.has(idOf(row)))],
    hasMore: pages.hasMore(first.next),
    busy: pages.busy.value,
    problem: pages.problem.value?.message ?? null,
    more: () => void pages.load(first.next),
  };
}
