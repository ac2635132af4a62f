import { useMemo } from 'preact/hooks';
import { span } from './address';
import { now } from './clock';
import { boundsOf, parametersOf } from './range';

/**
 * The window as two instants, for lists that know no `hours`. The start of a live one stands still until another is
 * chosen, and it has no end: what comes belongs to it.
 */
export function useListWindow(): { from: string; to: string | null } {
  const window = span.value;
  return useMemo(() => {
    const { from, to } = boundsOf(window, now.peek());
    return { from: minute(from), to: window.kind === 'fixed' ? minute(to) : null };
  }, [JSON.stringify(parametersOf(window))]);
}

const minute = (instant: number) => new Date(Math.floor(instant / 60_000) * 60_000).toISOString();
