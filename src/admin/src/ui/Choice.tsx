import type { ComponentChildren } from 'preact';

interface ChoiceProps<T extends string> {
  label: string;
  name: string;
  value: T;
  options: readonly { id: T; label: string; shows: ComponentChildren }[];
  choose: (id: T) => void;
}

/** A few exclusive options side by side: radio buttons, so that arrow keys work. */
export function Choice<T extends string>({ label, name, value, options, choose }: ChoiceProps<T>) {
  return (
    <fieldset class="choice">
      <legend class="unseen">{label}</legend>
      {options.map(({ id, label: option, shows }) => (
        <label key={id} title={option} class={id === value ? 'chosen' : ''}>
          <input type="radio" class="unseen" name={name} value={id} checked={id === value} onChange={() => choose(id)} />
          <span class="unseen">{option}</span>
          <span aria-hidden="true">{shows}</span>
        </label>
      ))}
    </fieldset>
  );
}
