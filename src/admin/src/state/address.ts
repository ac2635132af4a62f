import { batch, computed, signal } from '@preact/signals';
import { parametersOf, spanOf, type Span } from './range';

const ROOT = '/monitor';

export const FILTERS = ['agent', 'model', 'user', 'status'] as const;
export type Filter = (typeof FILTERS)[number];

/** What goes along from page to page; the rest belongs to the page that is left. */
const KEPT: readonly string[] = ['range', 'from', 'to', 'tz', 'cmp', ...FILTERS];

/** Values to set; null takes a parameter away. */
export type Changes = Readonly<Record<string, string | null>>;

/** Below `/monitor`, decoded: `[]` is the overview, `['agents', 'tutor']` one agent. */
export const path = signal<readonly string[]>([]);
const search = signal('');
const parameters = computed(() => new URLSearchParams(search.value));

export const parameter = (name: string): string | null => parameters.value.get(name);

export const span = computed<Span>(() => spanOf(parameters.value), { name: 'span' });
export const openRun = computed(() => parameter('run'));
export const comparing = computed(() => parameter('cmp') !== 'none');
/** The zone that the address asks for; null is the viewer's own. */
export const askedZone = computed(() => parameter('tz'));
export const filters = computed(() => FILTERS.flatMap((name) => {
  const value = parameter(name);
  return value === null || value === '' ? [] : [{ name, value }];
}));

/** Reads the address from now on, the back button included. */
export function followAddress(): () => void {
  readAddress();
  addEventListener('popstate', readAddress);
  return () => removeEventListener('popstate', readAddress);
}

export function readAddress(): void {
  goesBack = false;
  batch(() => {
    path.value = pathOf(location.pathname);
    search.value = location.search;
  });
}

export function pathOf(pathname: string): readonly string[] {
  return pathname.slice(ROOT.length).split('/').filter((part) => part !== '').map(decoded);
}

/** The address of a page, with the window and the filters that are on. */
export function hrefTo(to: readonly string[], changes: Changes = {}): string {
  const kept = new URLSearchParams([...parameters.value].filter(([name]) => KEPT.includes(name)));
  return [ROOT, ...to.map(encodeURIComponent)].join('/') + searchWith(kept, changes);
}

/** This page with other parameters. */
export function hrefWith(changes: Changes): string {
  return [ROOT, ...path.value.map(encodeURIComponent)].join('/') + searchWith(parameters.value, changes);
}

export function go(to: readonly string[], changes: Changes = {}): void {
  move(hrefTo(to, changes), 'push');
  scrollTo(0, 0);
}

/** Steps that somebody may want to take back are pushed; the rest replaces where we are. */
export function change(changes: Changes, how: 'push' | 'replace' = 'replace'): void {
  move(hrefWith(changes), how);
}

export function move(href: string, how: 'push' | 'replace', state: unknown = how === 'push' ? null : history.state): void {
  if (href === location.pathname + location.search) {
    return;
  }

  history[how === 'push' ? 'pushState' : 'replaceState'](state, '', href);
  readAddress();
}

/** Lays something over the page: the back button takes it away again, and so does `close`, without a step too many. */
export function layOver(changes: Changes): void {
  move(hrefWith(changes), 'push', OVER);
}

export function close(changes: Changes): void {
  if (goesBack) {
    return;
  }

  if ((history.state as { over?: boolean } | null)?.over === true) {
    goesBack = true;
    history.back();
  } else {
    change(changes);
  }
}

const OVER = { over: true };
// Going back takes a moment, in which somebody may press Escape again.
let goesBack = false;

/** Opens an execution over the page; from one to the next is no step of its own. */
export const showRun = (id: string) => (openRun.peek() === null ? layOver({ run: id }) : change({ run: id }));
export const closeRun = () => openRun.peek() !== null && close({ run: null });
export const chooseSpan = (next: Span) => change(parametersOf(next), 'push');
export const filterBy = (name: Filter, value: string | null) => change({ [name]: value }, 'push');
export const clearFilters = () => change(Object.fromEntries(FILTERS.map((name) => [name, null])), 'push');

export function searchWith(parameters: URLSearchParams, changes: Changes): string {
  const next = new URLSearchParams(parameters);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') {
      next.delete(name);
    } else {
      next.set(name, value);
    }
  }

  const text = next.toString();
  return text === '' ? '' : `?${text}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
