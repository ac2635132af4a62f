import type { ComponentChildren } from 'preact';
import { parameter } from '../state/address';
import { Link } from './Link';

export interface SubPage<T extends string> {
  /** Its name in the address. */
  id: T;
  label: string;
  note?: ComponentChildren;
}

/** The part of a page that the address names; the first one where it names none. */
export function subPage<T extends string>(pages: readonly SubPage<T>[]): T {
  const asked = parameter('tab');
  return (pages.find(({ id }) => id === asked) ?? pages[0]!).id;
}

/** The parts of a page, one of them shown. */
export function SubPages<T extends string>({ label, pages }: { label: string; pages: readonly SubPage<T>[] }) {
  const current = subPage(pages);
  return (
    <nav aria-label={label}>
      <ul class="sub-pages">
        {pages.map(({ id, label, note }, at) => (
          <li key={id}>
            <Link with={{ tab: at === 0 ? null : id, sort: null, q: null }} class="sub-page" current={id === current}>
              {label}
              {note}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
