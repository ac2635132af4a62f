import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Icon } from './Icon';

interface DrawerProps {
  title: string;
  /** Controls between the title and the closing button. */
  tools?: ComponentChildren;
  close: () => void;
  onKey?: (event: KeyboardEvent) => void;
  children: ComponentChildren;
}

/** Something in detail beside the page. Escape closes it, and focus goes back to where it was. */
export function Drawer({ title, tools, close, onKey, children }: DrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element && !element.open) {
      element.showModal();
      // What is read comes first, not the first of its buttons.
      inner.current?.focus();
    }

    return () => before instanceof HTMLElement && before.isConnected && before.focus({ preventScroll: true });
  }, []);

  return (
    <dialog
      class="drawer"
      ref={dialog}
      aria-labelledby={id}
      onClose={close}
      onKeyDown={onKey}
      onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
    >
      <div class="drawer-inner" ref={inner} tabIndex={-1}>
        <div class="drawer-head">
          <h2 id={id}>{title}</h2>
          <div class="drawer-tools">
            {tools}
            <button type="button" class="button icon-only plain" aria-label="Close" title="Close (Esc)" onClick={() => dialog.current?.close()}>
              <Icon name="cross" />
            </button>
          </div>
        </div>
        {children}
      </div>
    </dialog>
  );
}
