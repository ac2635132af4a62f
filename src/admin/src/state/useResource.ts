import { useEffect, useMemo } from 'preact/hooks';
import { useMonitor } from './monitor';
import type { Resource } from './resource';
import type { Freshness } from './store';

/**
 * The answer to a path, kept true while the component is shown. Another path is another answer; the same path asked
 * for twice is one request.
 */
export function useResource<T>(path: string, freshness: Freshness = {}): Resource<T> {
  const { store } = useMonitor();
  const resource = useMemo(() => store.resource<T>(path), [store, path]);
  useEffect(
    () => (freshness.idle ? undefined : store.watch(path, freshness)),
    [store, path, freshness.on?.join(), freshness.atMost, freshness.every, freshness.idle],
  );
  return resource;
}
