import uPlot from 'uplot';
import { dayAndMonth, hourAndMinute, timeOfDay } from '../format/time';
import { split, type ChartModel, type Line, type Tone } from './model';

export interface PlotEvents {
  /** The bucket under the pointer or the arrow keys, and where it stands in the plot. */
  cursor(index: number | null, left: number): void;
  /** A stretch of time was dragged over. */
  zoom(from: number, to: number): void;
}

export interface Plot {
  update(model: ChartModel): void;
  moveTo(index: number): void;
  png(title: string): Promise<Blob>;
  destroy(): void;
}

const DAY_S = 86_400;

/** Steps of an axis that counts: nobody has run half an execution. */
const WHOLE_STEPS = Array.from({ length: 13 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

/** Draws a model with uPlot. Loaded when the first chart comes into sight. */
export function draw(root: HTMLElement, first: ChartModel, zone: string, height: number, events: PlotEvents): Plot {
  let model = first;
  const colours = colourReader(root);
  const font = `11px ${getComputedStyle(root).fontFamily}`;
  const make = () => new uPlot(options(), dataOf(model), root);

  const options = (): uPlot.Options => ({
    width: Math.max(50, root.clientWidth),
    height,
    // Half of the widest label has room beside the last step.
    padding: [12, 26, 0, 0],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone),
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: 6 },
      points: { size: 7, width: 2 },
      // The line stands where the values are.
      move: (plot, left, top) => (left < 0 || plot.data[0].length === 0 ? [left, top] : [plot.valToPos(plot.data[0][plot.posToIdx(left)] ?? 0, 'x'), top]),
    },
    scales: { y: { range: (_, __, most) => [0, model.ceiling ?? (most > 0 ? most * 1.08 : 1)] } },
    axes: [
      {
        stroke: colours('ink-quiet'),
        font,
        size: 22,
        space: 72,
        grid: { show: false },
        ticks: { show: false },
        values: (_, splits, __, ___, step) => labelsOf(splits, step, zone),
      },
      {
        stroke: colours('ink-quiet'),
        font,
        size: (_, values) => Math.max(36, Math.max(...(values ?? []).map((value) => value.length), 0) * 6.4 + 14),
        gap: 8,
        space: 30,
        grid: { stroke: colours('line'), width: 1 },
        ticks: { show: false },
        // A format that cannot tell a half from a whole is one of whole numbers.
        incrs: [model.format(0), model.format(1)].includes(model.format(0.5)) ? WHOLE_STEPS : undefined,
        values: (_, splits) => splits.map((value) => model.format(value)),
      },
    ],
    series: [{}, ...model.lines.flatMap((line) => seriesOf(line, colours))],
    hooks: {
      setCursor: [(plot) => events.cursor(plot.cursor.idx ?? null, plot.cursor.left ?? 0)],
      setSelect: [(plot) => zoomed(plot, events)],
      draw: [(plot) => drawMarks(plot, model, colours)],
    },
  });

  let plot = make();
  const resized = new ResizeObserver(() => {
    if (Math.abs(plot.width - root.clientWidth) > 1) {
      plot.setSize({ width: Math.max(50, root.clientWidth), height });
    }
  });
  resized.observe(root);

  return {
    update: (next) => {
      const same = sameShape(model, next);
      model = next;
      if (same) {
        plot.setData(dataOf(next));
      } else {
        plot.destroy();
        plot = make();
      }
    },
    moveTo: (index) => {
      const left = plot.valToPos((model.starts[index] ?? 0) / 1000, 'x');
      plot.setCursor({ left, top: 0 });
    },
    png: (title) => picture(plot, title, model, colours, getComputedStyle(root).fontFamily),
    destroy: () => {
      resized.disconnect();
      plot.destroy();
    },
  };
}

function dataOf(model: ChartModel): uPlot.AlignedData {
  const lines = model.lines.flatMap(({ values, kind }) => {
    const { whole, partial } = split(values, kind === 'dashed' ? undefined : model.partialFrom);
    return [whole, partial];
  });
  return [model.starts.map((start) => start / 1000), ...lines] as uPlot.AlignedData;
}

function sameShape(before: ChartModel, after: ChartModel): boolean {
  const shape = ({ lines, ceiling }: ChartModel) => JSON.stringify([ceiling, lines.map(({ kind, tone }) => [kind, tone])]);
  return shape(before) === shape(after);
}

function seriesOf({ kind, tone }: Line, colours: Colours): uPlot.Series[] {
  const stroke = colours(tone);
  const width = kind === 'dashed' ? 1.25 : 1.75;
  const common: uPlot.Series = { stroke, width, points: { show: alone } };
  return [
    {
      ...common,
      dash: kind === 'dashed' ? [5, 4] : undefined,
      fill: kind === 'area' ? (plot) => gradient(plot, stroke) : undefined,
    },
    { ...common, dash: [1.5, 3.5], points: { show: false } },
  ];
}

/** A value between two gaps has no line, so it gets a point. */
function alone(plot: uPlot, series: number, from: number, to: number): boolean {
  const values = plot.data[series] ?? [];
  const known = values.filter((value) => value !== null && value !== undefined).length;
  return to - from < 200 && known > 0 && known <= 2;
}

function gradient(plot: uPlot, colour: string): CanvasGradient {
  const { top, height } = plot.bbox;
  const fill = plot.ctx.createLinearGradient(0, top, 0, top + Math.max(1, height));
  fill.addColorStop(0, faded(colour, 0.22));
  fill.addColorStop(1, faded(colour, 0.01));
  return fill;
}

function drawMarks(plot: uPlot, model: ChartModel, colours: Colours): void {
  const { ctx } = plot;
  const size = 5 * devicePixelRatio;
  for (const { index } of model.marks ?? []) {
    const value = model.lines[0]?.values[index];
    const start = model.starts[index];
    if (value === null || value === undefined || start === undefined) {
      continue;
    }

    const x = plot.valToPos(start / 1000, 'x', true);
    const y = plot.valToPos(value, 'y', true);
    ctx.save();
    ctx.beginPath();
    ctx.moveTo(x, y - size);
    ctx.lineTo(x + size, y);
    ctx.lineTo(x, y + size);
    ctx.lineTo(x - size, y);
    ctx.closePath();
    ctx.fillStyle = colours('warn');
    ctx.strokeStyle = colours('surface');
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.fill();
    ctx.stroke();
    ctx.restore();
  }
}

function zoomed(plot: uPlot, events: PlotEvents): void {
  const { left, width } = plot.select;
  if (width > 0) {
    events.zoom(plot.posToVal(left, 'x') * 1000, plot.posToVal(left + width, 'x') * 1000);
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  }
}

// Midnight is where the day changes, so it is said there.
function labelsOf(splits: number[], step: number, zone: string): string[] {
  return splits.map((seconds) => {
    const instant = seconds * 1000;
    const clock = hourAndMinute(instant, zone);
    if (step < 60) {
      return timeOfDay(instant, zone);
    }

    return step >= DAY_S || clock === '00:00' ? dayAndMonth(instant, zone) : clock;
  });
}

/** The plot on a ground of its own, with its title and what its lines are. */
function picture(plot: uPlot, title: string, model: ChartModel, colours: Colours, family: string): Promise<Blob> {
  const source = plot.ctx.canvas;
  const ratio = devicePixelRatio;
  const [margin, head] = [16 * ratio, 44 * ratio];
  const canvas = document.createElement('canvas');
  canvas.width = source.width + 2 * margin;
  canvas.height = source.height + head + 2 * margin;
  const ctx = canvas.getContext('2d');
  if (ctx === null) {
    return Promise.reject(new Error('This browser draws no pictures.'));
  }

  ctx.fillStyle = colours('surface');
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.fillStyle = colours('ink');
  ctx.font = `600 ${14 * ratio}px ${family}`;
  ctx.fillText(title, margin, margin + 14 * ratio);
  ctx.fillStyle = colours('ink-quiet');
  ctx.font = `${11 * ratio}px ${family}`;
  ctx.fillText(model.lines.map(({ label, kind }) => (kind === 'dashed' ? `${label} (dashed)` : label)).join(' · '), margin, margin + 32 * ratio);
  ctx.drawImage(source, margin, margin + head);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('The picture could not be made.')) : resolve(blob)), 'image/png'),
  );
}

type Colours = (token: Tone | 'ink' | 'ink-quiet' | 'line' | 'surface') => string;

/** Colours as the page has them now: a canvas knows no variables. */
function colourReader(root: HTMLElement): Colours {
  const probe = document.createElement('span');
  probe.hidden = true;
  root.append(probe);
  return (token) => {
    probe.style.color = `var(--${token === 'quiet' ? 'ink-quiet' : token})`;
    return getComputedStyle(probe).color;
  };
}

function faded(colour: string, alpha: number): string {
  const numbers = /rgba?\(([^)]+)\)/.exec(colour)?.[1]?.split(/[\s,/]+/).slice(0, 3);
  return numbers === undefined ? colour : `rgba(${numbers.join(', ')}, ${alpha})`;
}
