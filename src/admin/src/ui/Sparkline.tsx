const WIDTH = 100;
const HEIGHT = 28;

interface SparklineProps {
  /** Oldest first; null is a gap. */
  values: readonly (number | null)[];
  tone?: 'accent' | 'good' | 'bad' | 'quiet';
  /** Where the scale begins; a rate that hardly moves is worth a closer look. */
  floor?: number;
  /** The last value is not whole yet: what leads to it is dotted, and no fall. */
  partial?: boolean;
  /** Absent: the numbers stand beside it, so it is hidden from screen readers. */
  label?: string;
}

/** The shape of a series in a line's height: no axes, a scale of its own. */
export function Sparkline({ values, tone = 'accent', floor = 0, partial = false, label }: SparklineProps) {
  const { line, area, rest } = shapesOf(values, floor, partial);
  return (
    <svg
      class={`sparkline tone-${tone}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined}
      focusable="false"
    >
      <path class="sparkline-area" d={area} />
      <path class="sparkline-line" d={line} />
      {rest !== '' && <path class="sparkline-line sparkline-rest" d={rest} />}
    </svg>
  );
}

/** The line, with a piece for every stretch without gaps, the area under it, and the step into what is not whole yet. */
export function shapesOf(values: readonly (number | null)[], floor = 0, partial = false): { line: string; area: string; rest: string } {
  const range = Math.max(...values.map((value) => value ?? floor), floor) - floor || 1;
  const step = values.length > 1 ? WIDTH / (values.length - 1) : 0;
  const point = (value: number, index: number) =>
    `${round(index * step)} ${round(HEIGHT - 1.5 - (Math.max(0, value - floor) / range) * (HEIGHT - 3))}`;

  const pieces: string[][] = [[]];
  const whole = partial ? values.slice(0, -1) : values;
  whole.forEach((value, index) => {
    if (value === null) {
      pieces.push([]);
    } else {
      pieces.at(-1)?.push(point(value, index));
    }
  });

  const [before, last] = values.slice(-2);
  const leads = partial && values.length > 1 && before != null && last != null;
  const drawn = pieces.filter((piece) => piece.length > 0);
  return {
    line: drawn.map((piece) => (piece.length === 1 ? `M${piece[0]}h.01` : `M${piece.join('L')}`)).join(''),
    area: drawn
      .filter((piece) => piece.length > 1)
      .map((piece) => `M${x(piece[0])} ${HEIGHT}L${piece.join('L')}L${x(piece.at(-1))} ${HEIGHT}Z`)
      .join(''),
    rest: leads ? `M${point(before, values.length - 2)}L${point(last, values.length - 1)}` : '',
  };
}

const x = (point = '') => point.split(' ')[0];
const round = (value: number) => Math.round(value * 100) / 100;
