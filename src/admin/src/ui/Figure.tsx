import { known, NOT_REPORTED } from '../format/numbers';

interface FigureProps {
  value: number | null | undefined;
  format: (value: number) => string;
  /** In place of "not reported" where space is short. */
  unknown?: string;
}

/** A number as shown, with the exact one in its value for whoever reads the page by program. */
export function Figure({ value, format, unknown = NOT_REPORTED }: FigureProps) {
  return value === null || value === undefined ? (
    <span class="unknown">{unknown}</span>
  ) : (
    <data class="figure" value={String(value)}>
      {known(value, format)}
    </data>
  );
}
