export const RANGES = [
  { id: '1h', hours: 1, label: 'Last hour', short: '1 h' },
  { id: '24h', hours: 24, label: 'Last 24 hours', short: '24 h' },
  { id: '7d', hours: 168, label: 'Last 7 days', short: '7 d' },
] as const;

export type Range = (typeof RANGES)[number];

const USUAL = RANGES[1];

export function rangeOf(search: string): Range {
  const id = new URLSearchParams(search).get('range');
  return RANGES.find((range) => range.id === id) ?? USUAL;
}

/** The same address with one parameter set, or left out where the value is null. */
export function searchWith(search: string, name: string, value: string | null): string {
  const parameters = new URLSearchParams(search);
  if (value === null) {
    parameters.delete(name);
  } else {
    parameters.set(name, value);
  }

  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
