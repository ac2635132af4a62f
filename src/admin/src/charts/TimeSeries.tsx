import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { shortTime } from '../format/time';
import { chooseSpan } from '../state/address';
import { theme } from '../state/theme';
import { zone } from '../state/zone';
import { summaryOf, type ChartModel } from './model';
import type { Plot } from './plot';

interface TimeSeriesProps {
  title: string;
  model: ChartModel;
  height?: number;
  /** Receives what makes the picture, once there is one. */
  picture?: { current: (() => Promise<Blob>) | null };
  /** Dragging over a stretch of time makes it the window that is looked at. */
  zooms?: boolean;
  /** What each line is; a single one may do without. */
  legend?: boolean;
  /** Shown in place of the chart: the same as a table. */
  table?: ComponentChildren;
}

/** A chart over time: a figure with a sentence, a legend, a reading under the pointer and under the arrow keys. */
export function TimeSeries({ title, model, height = 240, picture, zooms = true, legend = true, table }: TimeSeriesProps) {
  const words = model.bucket ?? ((index: number) => shortTime(model.starts[index] ?? 0, zone.value));
  return (
    <figure class="chart" aria-label={title}>
      <figcaption class="unseen">{summaryOf(model, title, (start) => shortTime(start, zone.value))}</figcaption>
      {legend && <Legend model={model} />}
      {table ?? <Canvas title={title} model={model} height={height} picture={picture} zooms={zooms} words={words} />}
    </figure>
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
  picture: TimeSeriesProps['picture'];
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
          if (picture) {
            picture.current = () => plot.current?.png(title) ?? Promise.reject(new Error('No picture'));
          }
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
