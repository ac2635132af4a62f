import { useMemo } from 'preact/hooks';
import { TimeSeries } from '../../charts/TimeSeries';
import type { ChartModel, Tone } from '../../charts/model';
import { count, duration, shortCount } from '../../format/numbers';
import { timeOfDay } from '../../format/time';
import { now } from '../../state/clock';
import { useMonitor } from '../../state/monitor';
import { zone } from '../../state/zone';
import type { Second } from '../../state/throughput';

const POINTS = 20;
const SECONDS = 5;
const HEIGHT = 104;

interface LiveChart {
  id: string;
  title: string;
  tone: Tone;
  format: (value: number) => string;
  value: (second: Second) => number | null;
}

const CHARTS: readonly LiveChart[] = [
  { id: 'executions', title: 'Executions', tone: 'accent', format: count, value: ({ arrived }) => arrived },
  { id: 'failed', title: 'Failed', tone: 'bad', format: count, value: ({ failed }) => failed },
  { id: 'time', title: 'Average time', tone: 'second', format: duration, value: ({ took, timed }) => (timed === 0 ? null : took / timed) },
  { id: 'tokens', title: 'Tokens', tone: 'third', format: shortCount, value: ({ tokens }) => tokens },
];

/** Twenty points of five seconds each, as they arrived. They move on together, every five seconds. */
export function LiveCharts() {
  const { throughput, paused } = useMonitor();
  const step = Math.floor(now.value / 1000 / SECONDS);
  const held = paused.value;
  const end = useMemo(() => step * SECONDS * 1000, [held ? null : step, held]);
  const seconds = useMemo(() => throughput.points(POINTS, SECONDS, end), [throughput, end]);
  return (
    <section class="live-charts" aria-label="The last 100 seconds">
      {CHARTS.map((chart) => (
        <div key={chart.title} class="panel live-chart">
          <h2>
            {chart.title} <span class="quiet small">each {SECONDS} s</span>
          </h2>
          <Chart chart={chart} seconds={seconds} end={end} />
        </div>
      ))}
    </section>
  );
}

function Chart({ chart, seconds, end }: { chart: LiveChart; seconds: readonly Second[]; end: number }) {
  const model = useMemo<ChartModel>(
    () => ({
      starts: seconds.map((_, index) => end - (seconds.length - index) * SECONDS * 1000),
      lines: [{ label: chart.title, tone: chart.tone, kind: 'area', values: seconds.map(chart.value) }],
      format: chart.format,
      bucket: (index) => timeOfDay(end - (seconds.length - index) * SECONDS * 1000, zone.value),
    }),
    [chart, seconds, end],
  );
  return <TimeSeries title={chart.title} model={model} height={HEIGHT} zooms={false} legend={false} exports={{ name: `live-${chart.id}` }} />;
}
