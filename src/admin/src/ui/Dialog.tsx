import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Icon } from './Icon';

interface DialogProps {
  title: string;
  close: () => void;
  class?: string;
  children: ComponentChildren;
}

/** Something that is dealt with before the page goes on: a question, or the list of keys. */
export function Dialog({ title, close, class: className = '', children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) {
      element.showModal();
      element.querySelector<HTMLElement>('.form :is(input, select, textarea)')?.focus();
    }
  }, []);

  return (
    <dialog
      class={`dialog ${className}`}
      ref={dialog}
      aria-labelledby={id}
      onClose={close}
      onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
    >
      <div class="dialog-inner">
        <div class="drawer-head">
          <h2 id={id}>{title}</h2>
          <button type="button" class="button icon-only plain" aria-label="Close" onClick={() => dialog.current?.close()}>
            <Icon name="cross" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
