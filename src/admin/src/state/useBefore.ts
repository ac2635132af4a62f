import { useRef } from 'preact/hooks';
import { comparing, span } from './address';
import { now } from './clock';
import { boundsOf, shifted } from './range';
import { useResource } from './useResource';
import { pathWith } from './window';

const STEP_MS = 300_000;

/**
 * What a route said of the period before, as long as the one that is looked at; null while nothing is compared. A window
 * that moves is asked for anew every five minutes, and the answer before stands until then.
 */
export function useBefore<T>(route: string): T | null {
  const window = span.value;
  const { from, to } = boundsOf(shifted(window, -1, window.kind === 'live' ? Math.floor(now.value / STEP_MS) * STEP_MS : 0), 0);
  const path = pathWith(route, { from: new Date(from).toISOString(), to: new Date(to).toISOString() });
  const { data } = useResource<T>(path, { every: 0, idle: !comparing.value }).value.value;
  const known = useRef<{ window: typeof window; data: T } | null>(null);
  if (data !== null) {
    known.current = { window, data };
  }

  return comparing.value && known.current?.window === window ? known.current.data : null;
}
