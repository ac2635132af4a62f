import type { ErrorGroup } from '../../api/types';
import { count } from '../../format/numbers';
import { fullTime } from '../../format/time';

const HOUR_MS = 3_600_000;
const HEIGHT = 20;

interface SparkProps {
  points: ErrorGroup['trend'];
  hours: number;
}

/** Errors by hour as bars; every row has the same axis, which ends with this hour. Too few hours are no trend. */
export function Spark({ points, hours }: SparkProps) {
  if (hours < 24) {
    return null;
  }

  const first = Math.floor(Date.now() / HOUR_MS) - hours;
  const bars = points
    .map(({ start, count }) => ({ x: Math.floor(Date.parse(start) / HOUR_MS) - first, count }))
    .filter(({ x }) => x >= 0);
  const highest = Math.max(1, ...bars.map((bar) => bar.count));
  // A week has bars of three hours' width, or they would be hairlines.
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
  return most.count === 0 ? 'No trend' : `Most in the hour of ${fullTime(most.start)}: ${count(most.count)}`;
}
