import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Icon } from './Icon';

interface MenuProps {
  /** What the button says to the eye. */
  shows: ComponentChildren;
  /** What it says to the ear, where that differs. */
  label?: string;
  title?: string;
  class?: string;
  align?: 'start' | 'end';
  /** No little arrow on the button. */
  bare?: boolean;
  children: (close: () => void) => ComponentChildren;
}

/** A button that opens a small panel beside it. Escape, a click elsewhere and leaving it with Tab close it. */
export function Menu({ shows, label, title, class: className = '', align = 'start', bare = false, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  useEffect(() => {
    if (!open) {
      return;
    }

    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) {
        setOpen(false);
      }
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);

  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) {
      event.stopPropagation();
      event.preventDefault();
      close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      moveFocus(root.current, event);
    }
  };

  return (
    <div class={`menu ${className}`} ref={root} onKeyDown={keys}>
      <button
        type="button"
        class="button"
        ref={button}
        title={title}
        aria-label={label}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {shows}
        {!bare && <Icon name="chevron" class="menu-arrow" />}
      </button>
      {open && (
        <div id={id} class={`menu-panel menu-${align}`}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

interface MenuItemProps {
  chosen?: boolean;
  onChoose: () => void;
  /** The key that does the same. */
  hint?: string;
  children: ComponentChildren;
}

export function MenuItem({ chosen, onChoose, hint, children }: MenuItemProps) {
  return (
    <button type="button" class="menu-item" aria-pressed={chosen} onClick={onChoose}>
      <Icon name="check" class={chosen ? '' : 'invisible'} />
      <span>{children}</span>
      {hint && <kbd>{hint}</kbd>}
    </button>
  );
}

// Arrow keys walk through what can be pressed; text fields keep theirs.
function moveFocus(root: HTMLElement | null, event: KeyboardEvent): void {
  if (event.target instanceof HTMLInputElement) {
    return;
  }

  const stops = [...(root?.querySelectorAll<HTMLElement>('button, a[href]') ?? [])];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next !== undefined) {
    event.preventDefault();
    next.focus();
  }
}
