const WIDTH = 100;
const HEIGHT = 28;

interface SparklineProps {
  /** Oldest first; null is a gap. */
  values: readonly (number | null)[];
  tone?: 'accent' | 'good' | 'bad' | 'quiet';
  /** Where the scale begins; a rate that hardly moves is worth a closer look. */
  floor?: number;
  /** Absent: the numbers stand beside it, so it is hidden from screen readers. */
  label?: string;
}

/** The shape of a series in a line's height: no axes, a scale of its own. */
export function Sparkline({ values, tone = 'accent', floor = 0, label }: SparklineProps) {
  const { line, area } = shapesOf(values, floor);
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
    </svg>
  );
}

/** The line, with a piece for every stretch without gaps, and the area under it. */
export function shapesOf(values: readonly (number | null)[], floor = 0): { line: string; area: string } {
  const range = Math.max(...values.map((value) => value ?? floor), floor) - floor || 1;
  const step = values.length > 1 ? WIDTH / (values.length - 1) : 0;
  const point = (value: number, index: number) =>
    `${round(index * step)} ${round(HEIGHT - 1.5 - (Math.max(0, value - floor) / range) * (HEIGHT - 3))}`;

  const pieces: string[][] = [[]];
  values.forEach((value, index) => {
    if (value === null) {
      pieces.push([]);
    } else {
      pieces.at(-1)?.push(point(value, index));
    }
  });

  const drawn = pieces.filter((piece) => piece.length > 0);
  return {
    line: drawn.map((piece) => (piece.length === 1 ? `M${piece[0]}h.01` : `M${piece.join('L')}`)).join(''),
    area: drawn
      .filter((piece) => piece.length > 1)
      .map((piece) => `M${x(piece[0])} ${HEIGHT}L${piece.join('L')}L${x(piece.at(-1))} ${HEIGHT}Z`)
      .join(''),
  };
}

const x = (point = '') => point.split(' ')[0];
const round = (value: number) => Math.round(value * 100) / 100;
