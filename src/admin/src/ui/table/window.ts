/** Above so many rows only those in sight are in the document. */
export const VIRTUAL_ABOVE = 200;

/** Rows that stand ready beyond either edge. */
const SPARE = 12;

export interface RowWindow {
  from: number;
  to: number;
  /** Pixels that the rows before and after would take. */
  before: number;
  after: number;
}

/** Which rows are drawn, given how far they are scrolled. */
export function rowWindow(rows: number, rowHeight: number, scrolled: number, height: number): RowWindow {
  if (rows <= VIRTUAL_ABOVE) {
    return { from: 0, to: rows, before: 0, after: 0 };
  }

  const from = Math.max(0, Math.min(rows - 1, Math.floor(scrolled / rowHeight)) - SPARE);
  const to = Math.min(rows, Math.ceil((scrolled + height) / rowHeight) + SPARE);
  return { from, to, before: from * rowHeight, after: (rows - to) * rowHeight };
}
