import type { ErrorGroup } from '../../api/types';
import { count } from '../../format/numbers';
import { shortTime } from '../../format/time';
import { HOUR_MS } from '../../state/range';
import { zone } from '../../state/zone';

const HEIGHT = 20;

interface SparkProps {
  points: ErrorGroup['trend'];
  from: number;
  to: number;
}

/** Errors by hour as bars; every row has the same axis, that of the window. Too few hours are no trend. */
export function Spark({ points, from, to }: SparkProps) {
  const first = Math.floor(from / HOUR_MS);
  const hours = Math.floor(to / HOUR_MS) - first;
  if (hours < 23) {
    return null;
  }

  const bars = points
    .map(({ start, count }) => ({ x: Math.floor(Date.parse(start) / HOUR_MS) - first, count }))
    .filter(({ x }) => x >= 0 && x <= hours);
  const highest = Math.max(1, ...bars.map((bar) => bar.count));
  // Many hours have bars of several hours' width, or they would be hairlines.
  const wide = Math.max(0.8, hours / 56);
  return (
    <svg class="spark" viewBox={`0 0 ${hours + 1} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={described(points)}>
      <rect class="base" y={HEIGHT - 1} width={hours + 1} height={1} />
      {bars.map(({ x, count }) => {
        const height = Math.max(2, (count / highest) * HEIGHT);
        return <rect key={x} x={Math.min(x, hours + 1 - wide)} width={wide} y={HEIGHT - height} height={height} />;
      })}
    </svg>
  );
}

function described(points: ErrorGroup['trend']): string {
  const most = points.reduce((best, point) => (point.count > best.count ? point : best), { start: '', count: 0 });
  return most.count === 0 ? 'No trend' : `Most in the hour of ${shortTime(most.start, zone.value)}: ${count(most.count)}`;
}
