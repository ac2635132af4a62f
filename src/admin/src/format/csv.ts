export interface Sheet {
  header: readonly string[];
  rows: readonly (readonly (string | number | null | undefined)[])[];
}

/** Comma-separated, as spreadsheets read it; a text that a spreadsheet would compute gets an apostrophe in front. */
export function csvOf({ header, rows }: Sheet): string {
  return `${[header, ...rows].map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
}

function cellOf(value: string | number | null | undefined): string {
  if (value === null || value === undefined) {
    return '';
  }

  if (typeof value === 'number') {
    return String(value);
  }

  const safe = /^[\s]*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
