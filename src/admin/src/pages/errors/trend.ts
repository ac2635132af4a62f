import type { ErrorGroup } from '../../api/types';
import type { ChartModel } from '../../charts/model';
import { count } from '../../format/numbers';
import { weekday } from '../../format/time';
import { instantOf, wallClock } from '../../format/zones';
import { HOUR_MS } from '../../state/range';

const MOST_HOURS = 7 * 24;

interface Bounds {
  from: number;
  to: number;
}

/** Errors by hour, or by day of the zone where there would be too many hours. */
export function trendModel(points: ErrorGroup['trend'], bounds: Bounds, zone: string): ChartModel {
  const byDay = bounds.to - bounds.from > (MOST_HOURS + 1) * HOUR_MS;
  const startOf = byDay ? (instant: number) => dayOf(instant, zone) : hourOf;
  const counts = new Map<number, number>();
  for (let at = bounds.from; at <= bounds.to; at += HOUR_MS) {
    counts.set(startOf(at), 0);
  }

  counts.set(startOf(bounds.to), 0);
  for (const { start, count } of points) {
    const bucket = startOf(Date.parse(start));
    const known = counts.get(bucket);
    if (known !== undefined) {
      counts.set(bucket, known + count);
    }
  }

  const starts = [...counts.keys()].sort((left, right) => left - right);
  return {
    starts,
    lines: [{ label: 'Errors', kind: 'area', tone: 'bad', values: starts.map((start) => counts.get(start) ?? 0) }],
    format: count,
    ...(byDay ? { bucket: (index: number) => weekday(starts[index] ?? 0, zone) } : {}),
  };
}

const hourOf = (instant: number) => Math.floor(instant / HOUR_MS) * HOUR_MS;
const dayOf = (instant: number, zone: string) => instantOf(`${wallClock(instant, zone).slice(0, 10)}T00:00`, zone);
