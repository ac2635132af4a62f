import { Field, type FieldProps } from './Field';

interface SelectFieldProps<T extends string> extends FieldProps {
  value: T;
  options: readonly { id: T; label: string }[];
  change: (value: T) => void;
  disabled?: boolean;
}

export function SelectField<T extends string>({ value, options, change, disabled, ...field }: SelectFieldProps<T>) {
  return (
    <Field {...field}>
      {(attributes) => (
        <select {...attributes} class="input" value={value} disabled={disabled} onChange={(event) => change(event.currentTarget.value as T)}>
          {options.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
