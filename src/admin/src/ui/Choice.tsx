import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  /** `says` is for the ear, where what is shown is an icon or short. */
  options: readonly { id: T; shows: ComponentChildren; says?: string }[];
  choose: (id: T) => void;
}

/** A few exclusive options side by side: radio buttons, so that arrow keys work. */
export function Choice<T extends string>({ label, value, options, choose }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend class="unseen">{label}</legend>
      {options.map(({ id, says, shows }) => (
        <label key={id} title={says} class={id === value ? 'chosen' : ''}>
          <input type="radio" class="unseen" name={name} value={id} checked={id === value} onChange={() => choose(id)} />
          {says !== undefined && <span class="unseen">{says}</span>}
          <span aria-hidden={says !== undefined}>{shows}</span>
        </label>
      ))}
    </fieldset>
  );
}
