export type Tone = 'accent' | 'good' | 'warn' | 'bad' | 'quiet' | 'second' | 'third';

export interface Line {
  label: string;
  /** One for each start; null is a gap. */
  values: readonly (number | null)[];
  kind: 'area' | 'line' | 'dashed';
  tone: Tone;
}

export interface Mark {
  index: number;
  text: string;
}

/** What a time series shows, before anything is drawn. */
export interface ChartModel {
  /** Milliseconds at which each bucket begins, oldest first. */
  starts: readonly number[];
  lines: readonly Line[];
  format: (value: number) => string;
  /** Buckets from here on are not over yet: their line is dotted. */
  partialFrom?: number;
  /** Points of the first line that are out of the ordinary. */
  marks?: readonly Mark[];
  /** Words for a bucket; by default its start. */
  bucket?: (index: number) => string;
  /** The highest value of the axis where it has one by nature, as rates have. */
  ceiling?: number;
}

/** The line up to the last whole bucket, and the piece that leads into what is not over yet. */
export function split(values: readonly (number | null)[], partialFrom: number | undefined) {
  if (partialFrom === undefined || partialFrom >= values.length) {
    return { whole: [...values], partial: values.map(() => null) };
  }

  return {
    whole: values.map((value, index) => (index < partialFrom ? value : null)),
    partial: values.map((value, index) => (index >= partialFrom - 1 ? value : null)),
  };
}

/** In one sentence, for whoever cannot see the chart. */
export function summaryOf({ starts, lines, format, marks = [] }: ChartModel, title: string, time: (start: number) => string): string {
  const line = lines[0];
  const known = (line?.values ?? []).flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  if (line === undefined || known.length === 0) {
    return `${title}: no data in this period.`;
  }

  const [low, high] = known.reduce(
    ([low, high], point) => [point.value < low.value ? point : low, point.value > high.value ? point : high],
    [known[0]!, known[0]!],
  );
  const unusual = marks.length === 0 ? '' : ` ${marks.length} out of the ordinary.`;
  return `${title} in ${starts.length} steps: between ${format(low.value)} and ${format(high.value)}, most at ${time(starts[high.index] ?? 0)}.${unusual}`;
}
