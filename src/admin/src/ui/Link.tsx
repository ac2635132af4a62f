import type { ComponentChildren } from 'preact';
import { go, hrefTo, hrefWith, move, type Changes } from '../state/address';

interface LinkProps {
  /** The page, below `/monitor`; absent: this page with other parameters. */
  to?: readonly string[];
  with?: Changes;
  class?: string;
  title?: string;
  label?: string;
  current?: boolean;
  /** One of the rows that j and k step through. */
  walk?: boolean;
  children: ComponentChildren;
}

/** A real link, so that it can be copied and opened in a tab; followed without loading the page anew. */
export function Link({ to, with: changes = {}, class: className, title, label, current, walk, children }: LinkProps) {
  const href = to === undefined ? hrefWith(changes) : hrefTo(to, changes);
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }

    event.preventDefault();
    if (to === undefined) {
      move(href, 'push');
    } else {
      go(to, changes);
    }
  };

  return (
    <a href={href} class={className} title={title} aria-label={label} aria-current={current ? 'page' : undefined} data-walk={walk || undefined} onClick={follow}>
      {children}
    </a>
  );
}
