import { known, NOT_REPORTED, unrounded } from '../format/numbers';

interface FigureProps {
  value: number | null | undefined;
  format: (value: number) => string;
  /** In place of "not reported" where space is short. */
  unknown?: string;
}

/** A number as shown, with the exact one in its title where it was rounded, and in its value for whoever reads the page by program. */
export function Figure({ value, format, unknown = NOT_REPORTED }: FigureProps) {
  return value === null || value === undefined ? (
    <span class="unknown">{unknown}</span>
  ) : (
    <data class="figure" value={String(value)} title={unrounded(value, format) ?? undefined}>
      {known(value, format)}
    </data>
  );
}
