import type { ComponentChildren } from 'preact';
import { Dialog } from './Dialog';
import { Form } from './Form';

interface FormDialogProps {
  title: string;
  class?: string;
  busy: boolean;
  /** What went wrong and belongs to no field. */
  message: string | null;
  /** What the button says that sends the form. */
  press: string;
  /** True when it went well: the dialog closes then, and stays with what was written otherwise. */
  submit: () => Promise<boolean>;
  /** Takes away what the form is about. */
  remove?: (() => Promise<boolean>) | false;
  close: () => void;
  children: ComponentChildren;
}

/** A form that is filled in before the page goes on. */
export function FormDialog({ title, class: className, busy, message, press, submit, remove, close, children }: FormDialogProps) {
  const closeAfter = async (act: () => Promise<boolean>) => {
    if (await act()) {
      close();
    }
  };
  return (
    <Dialog title={title} close={close} class={className}>
      <Form
        submit={() => void closeAfter(submit)}
        message={message}
        actions={
          <>
            {remove && (
              <button type="button" class="button danger actions-first" disabled={busy} onClick={() => void closeAfter(remove)}>
                Remove
              </button>
            )}
            <button type="button" class="button" onClick={close}>
              Cancel
            </button>
            <button type="submit" class="button primary" disabled={busy}>
              {press}
            </button>
          </>
        }
      >
        {children}
      </Form>
    </Dialog>
  );
}
