import { change, parameter } from '../state/address';
import { Icon } from './Icon';

interface SearchFieldProps {
  label: string;
  /** The parameter of the address that holds what is looked for. */
  name?: string;
}

/** Narrows what a page shows, and keeps the words in the address. */
export function SearchField({ label, name = 'q' }: SearchFieldProps) {
  return (
    <label class="search-field">
      <Icon name="search" />
      <span class="unseen">{label}</span>
      <input
        type="search"
        class="input"
        placeholder={label}
        value={parameter(name) ?? ''}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => change({ [name]: event.currentTarget.value })}
      />
    </label>
  );
}
