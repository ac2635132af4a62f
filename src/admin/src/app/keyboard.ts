import { PAGES } from '../pages/pages';
import { chooseSpan, closeRun, go } from '../state/address';
import { isTyping, KeyReader, keysOn } from '../state/keys';
import type { Monitor } from '../state/monitor';
import { rangeOf, type RangeId } from '../state/range';
import { toggleComparison } from './ComparePicker';
import { shift } from './RangePicker';

/** Listens for keys while nothing is typed and nothing lies over the page. */
export function followKeys(monitor: Monitor, help: () => void): () => void {
  const range = (id: RangeId) => () => chooseSpan({ kind: 'live', range: rangeOf(id) });
  const reader = new KeyReader({
    '?': help,
    '/': () => document.getElementById('search')?.focus(),
    '0': range('1h'),
    '1': range('24h'),
    '7': range('7d'),
    '3': range('30d'),
    ArrowLeft: () => shift(-1),
    ArrowRight: () => shift(1),
    f: () => document.querySelector<HTMLElement>('.filter-menu > button')?.click(),
    x: toggleComparison,
    p: () => {
      monitor.paused.value = !monitor.paused.value;
    },
    Escape: closeRun,
    j: () => walkRows(1),
    k: () => walkRows(-1),
    ...Object.fromEntries(PAGES.map(({ key, name }) => [`g ${key}`, () => go(name === '' ? [] : [name])])),
  });

  const pressed = (event: KeyboardEvent) => {
    const taken = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
    if (taken || !keysOn.value || isTyping(event.target) || document.querySelector('dialog[open]') !== null) {
      return;
    }

    if (event.key.startsWith('Arrow') && event.target !== document.body) {
      return;
    }

    if (reader.press(event.key)) {
      event.preventDefault();
    }
  };
  addEventListener('keydown', pressed);
  return () => removeEventListener('keydown', pressed);
}

/** Steps through whatever on the page can be opened row by row. Enter then presses the one that has focus. */
function walkRows(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-walk]')].filter((row) => row.offsetParent !== null);
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = rows[at < 0 ? (step === 1 ? 0 : rows.length - 1) : at + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
