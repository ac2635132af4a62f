import { Field, type FieldProps } from './Field';

interface NumberFieldProps extends FieldProps {
  /** Null where nothing is filled in. */
  value: number | null;
  change: (value: number | null) => void;
  required?: boolean;
  least?: number;
  most?: number;
}

export function NumberField({ value, change, required, least, most, ...field }: NumberFieldProps) {
  return (
    <Field {...field}>
      {(attributes) => (
        <input
          {...attributes}
          class="input"
          type="number"
          step="any"
          inputMode="decimal"
          min={least}
          max={most}
          required={required}
          value={value ?? ''}
          onInput={({ currentTarget }) => change(Number.isNaN(currentTarget.valueAsNumber) ? null : currentTarget.valueAsNumber)}
        />
      )}
    </Field>
  );
}
