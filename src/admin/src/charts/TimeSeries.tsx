import { useEffect, useRef, useState } from 'preact/hooks';
import type { Sheet } from '../format/csv';
import { shortTime } from '../format/time';
import { chooseSpan } from '../state/address';
import { theme } from '../state/theme';
import { zone } from '../state/zone';
import { ExportButtons } from '../ui/ExportButtons';
import { ChartTable } from './ChartTable';
import { summaryOf, type ChartModel } from './model';
import type { Plot } from './plot';
import { recordsOf, sheetOf } from './sheet';
import { TableToggle } from './TableToggle';

interface TimeSeriesProps {
  title: string;
  model: ChartModel;
  height?: number;
  /** Dragging over a stretch of time makes it the window that is looked at. */
  zooms?: boolean;
  /** What each line is; a single one may do without. */
  legend?: boolean;
  /** What the files are called that it can be taken away as, and what they hold if more than is drawn. */
  exports: Exports;
  /** Where the buttons stand elsewhere: whether it is a table, and where the picture is told. */
  outside?: { asTable: boolean; picture: Picture };
}

export interface Exports {
  name: string;
  sheet?: () => Sheet;
  json?: () => unknown;
}

/** Makes the picture, once there is one. */
export type Picture = { current: (() => Promise<Blob>) | null };

/** A chart over time: a figure with a sentence, a legend, a reading under the pointer and under the arrow keys. */
export function TimeSeries({ title, model, height = 240, zooms = true, legend = true, exports, outside }: TimeSeriesProps) {
  const [turned, turn] = useState(false);
  const own = useRef<(() => Promise<Blob>) | null>(null);
  const { asTable, picture } = outside ?? { asTable: turned, picture: own };
  const words = model.bucket ?? ((index: number) => shortTime(model.starts[index] ?? 0, zone.value));
  return (
    <figure class="chart" aria-label={title}>
      <figcaption class="unseen">{summaryOf(model, title, (start) => shortTime(start, zone.value))}</figcaption>
      <div class="chart-head">
        {legend && <Legend model={model} />}
        {!outside && (
          <span class="tool-pair">
            <TableToggle asTable={asTable} toggle={() => turn(!asTable)} />
            <ChartExports model={model} exports={exports} picture={asTable ? null : picture} />
          </span>
        )}
      </div>
      {asTable ? <ChartTable model={model} height={height} /> : <Canvas title={title} model={model} height={height} picture={picture} zooms={zooms} words={words} />}
    </figure>
  );
}

/** What is drawn, to take away; a table has no picture. */
export function ChartExports({ model, exports: { name, sheet, json }, picture }: { model: ChartModel; exports: Exports; picture: Picture | null }) {
  return (
    <ExportButtons
      name={name}
      sheet={sheet ?? (() => sheetOf(model))}
      json={json ?? (() => recordsOf(model))}
      png={picture === null ? undefined : () => picture.current?.() ?? Promise.reject(new Error('There is no picture yet.'))}
    />
  );
}

function Legend({ model }: { model: ChartModel }) {
  const partial = model.partialFrom !== undefined && model.partialFrom < model.starts.length;
  return (
    <ul class="legend">
      {model.lines.map(({ label, tone, kind }) => (
        <li key={label}>
          <span class={`legend-key key-${kind} tone-${tone}`} aria-hidden="true" />
          {label}
        </li>
      ))}
      {partial && (
        <li>
          <span class="legend-key key-dotted tone-accent" aria-hidden="true" />
          not over yet
        </li>
      )}
      {(model.marks?.length ?? 0) > 0 && (
        <li>
          <span class="legend-mark" aria-hidden="true" />
          out of the ordinary
        </li>
      )}
    </ul>
  );
}

interface CanvasProps extends Required<Pick<TimeSeriesProps, 'title' | 'model' | 'height' | 'zooms'>> {
  picture: Picture;
  words: (index: number) => string;
}

function Canvas({ title, model, height, picture, zooms, words }: CanvasProps) {
  const root = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | null>(null);
  const latest = useRef(model);
  const [reading, read] = useState<{ index: number; left: number } | null>(null);
  const [failed, fail] = useState(false);
  latest.current = model;

  useEffect(() => {
    let gone = false;
    const events = {
      cursor: (index: number | null, left: number) => read(index === null || left < 0 ? null : { index, left }),
      zoom: (from: number, to: number) => zooms && chooseSpan({ kind: 'fixed', from, to }),
    };
    import('./plot').then(
      ({ draw }) => {
        if (!gone && root.current !== null) {
          plot.current = draw(root.current, latest.current, zone.value, height, events);
          picture.current = () => plot.current?.png(title) ?? Promise.reject(new Error('No picture'));
        }
      },
      () => fail(true),
    );
    return () => {
      gone = true;
      plot.current?.destroy();
      plot.current = null;
    };
  }, [zone.value, theme.value, dark(), height, zooms, title]);

  useEffect(() => plot.current?.update(model), [model]);

  const walk = (event: KeyboardEvent) => {
    const last = model.starts.length - 1;
    const at = reading?.index ?? last + 1;
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      plot.current?.moveTo(Math.max(0, Math.min(last, next)));
    }
  };

  return (
    <div class="chart-plot" ref={root} style={{ height: `${height}px` }} tabIndex={0} role="group" aria-label={`${title}, read with the arrow keys`} onKeyDown={walk} onBlur={() => read(null)}>
      {failed && <p class="empty">The chart could not be loaded. The table has the same numbers.</p>}
      <div role="status" class={reading === null ? 'unseen' : 'reading'} style={readingPlace(reading?.left ?? 0, root.current?.clientWidth ?? 0)}>
        {reading !== null && <Reading model={model} index={reading.index} words={words} />}
      </div>
    </div>
  );
}

function Reading({ model, index, words }: { model: ChartModel; index: number; words: (index: number) => string }) {
  const mark = model.marks?.find((mark) => mark.index === index);
  return (
    <>
      <p class="reading-time">{words(index)}</p>
      {model.lines.map(({ label, tone, kind, values }) => {
        const value = values[index];
        return (
          <p key={label}>
            <span class={`legend-key key-${kind} tone-${tone}`} aria-hidden="true" />
            {label} <b>{value === null || value === undefined ? '—' : model.format(value)}</b>
          </p>
        );
      })}
      {mark && <p class="reading-mark">{mark.text}</p>}
    </>
  );
}

// Beside the line, on the side that has room; the axis on the left takes some.
function readingPlace(left: number, width: number) {
  return left > width / 2 ? { right: `${Math.max(0, width - left - 40)}px` } : { left: `${left + 72}px` };
}

const scheme = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null;
const dark = () => scheme?.matches ?? false;
