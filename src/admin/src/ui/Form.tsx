import type { ComponentChildren } from 'preact';

interface FormProps {
  submit: () => void;
  /** What went wrong and belongs to no field. */
  message: string | null;
  /** The buttons below it. */
  actions: ComponentChildren;
  children: ComponentChildren;
}

/** Fields, what is wrong with all of them together, and what can be done. */
export function Form({ submit, message, actions, children }: FormProps) {
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {children}
      {message !== null && (
        <p class="message" role="alert">
          {message}
        </p>
      )}
      <div class="actions">{actions}</div>
    </form>
  );
}
