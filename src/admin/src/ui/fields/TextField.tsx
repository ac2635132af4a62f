import { Field, type FieldProps } from './Field';

interface TextFieldProps extends FieldProps {
  value: string;
  change: (value: string) => void;
  required?: boolean;
  type?: 'text' | 'date' | 'search';
  placeholder?: string;
  /** Offered while typing. */
  offers?: readonly string[];
}

export function TextField({ value, change, required, type = 'text', placeholder, offers, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(attributes) => (
        <>
          <input
            {...attributes}
            class="input"
            type={type}
            value={value}
            required={required}
            placeholder={placeholder}
            autocomplete="off"
            spellcheck={false}
            list={offers && `${attributes.id}-offers`}
            onInput={(event) => change(event.currentTarget.value)}
          />
          {offers && (
            <datalist id={`${attributes.id}-offers`}>
              {offers.map((offer) => (
                <option key={offer} value={offer} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}
