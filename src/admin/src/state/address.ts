import { signal } from '@preact/signals';
import { rangeOf, searchWith, type Range } from './range';

/** What the address holds, so that a link shows what its sender saw. */
export const range = signal<Range>(rangeOf(location.search));
export const openRun = signal<string | null>(new URLSearchParams(location.search).get('run'));

export function chooseRange(next: Range): void {
  range.value = next;
  replace('range', next.id);
}

export function showRun(id: string | null): void {
  openRun.value = id;
  replace('run', id);
}

function replace(name: string, value: string | null): void {
  history.replaceState(null, '', location.pathname + searchWith(location.search, name, value));
}
