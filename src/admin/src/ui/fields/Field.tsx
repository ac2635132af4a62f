import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface FieldProps {
  label: string;
  /** What is wrong with it, as the server said. */
  fault?: string | null;
  hint?: ComponentChildren;
}

interface Wired extends FieldProps {
  children: (attributes: { id: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined }) => ComponentChildren;
}

/** A label, whatever is filled in, and what there is to say about it. */
export function Field({ label, fault = null, hint, children }: Wired) {
  const id = useId();
  const said = fault ?? hint;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-invalid': fault !== null, 'aria-describedby': said ? `${id}-said` : undefined })}
      {said && (
        <p id={`${id}-said`} class={fault === null ? 'quiet small' : 'message small'}>
          {said}
        </p>
      )}
    </div>
  );
}
