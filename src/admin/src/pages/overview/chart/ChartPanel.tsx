import { useMemo, useRef } from 'preact/hooks';
import type { Granularity, TimelineAnswer } from '../../../api/timeline';
import { TableToggle } from '../../../charts/TableToggle';
import { TimeSeries, type Picture } from '../../../charts/TimeSeries';
import { change, comparing, parameter, span } from '../../../state/address';
import { hoursOf } from '../../../state/range';
import { useResource } from '../../../state/useResource';
import { windowPath } from '../../../state/window';
import { zone } from '../../../state/zone';
import { Choice } from '../../../ui/Choice';
import { Empty } from '../../../ui/Empty';
import { ExportButtons } from '../../../ui/ExportButtons';
import { Panel } from '../../../ui/Panel';
import { SkeletonBlock } from '../../../ui/Skeleton';
import { fits, GRANULARITIES, METRICS, usualGranularity, type ChartMetric } from './metrics';
import { timelineModel } from './timelineModel';
import { timelineSheet } from './timelineSheet';

const HEIGHT = 232;

/** How a number came about over the window, beside the period before. */
export function ChartPanel() {
  const hours = hoursOf(span.value);
  const metric = METRICS.find(({ id }) => id === parameter('metric')) ?? METRICS[0]!;
  const granularity = granularityOf(parameter('by'), hours);
  const asTable = parameter('view') === 'table';
  const picture = useRef<(() => Promise<Blob>) | null>(null);
  const resource = useResource<TimelineAnswer>(windowPath('/api/analytics/timeline', { filters: ['agent', 'model'], zone: true }, { granularity }), {
    on: ['metrics'],
    atMost: 3000,
  });
  const data = resource.value.value.data;
  return (
    <Panel
      title={metric.title}
      class="chart-panel"
      resource={resource}
      follows={['agent', 'model']}
      skeleton={<div class="chart"><SkeletonBlock height={HEIGHT + 20} /></div>}
      empty={{
        // A flat line at the bottom says less than words, unless it is a fall.
        when: ({ series, previous }) => [...series, ...previous].every(({ total_requests }) => total_requests === 0),
        shows: <Empty title="Nothing ran in this period">Choose a longer range, or send an execution.</Empty>,
      }}
      tools={
        <>
          <Choice label="What is drawn" value={metric.id} options={METRICS.map(({ id, label }) => ({ id, shows: label }))} choose={(id) => change({ metric: id === 'volume' ? null : id })} />
          <Choice
            label="Step"
            value={granularity}
            options={GRANULARITIES.filter((each) => fits(each, hours)).map((id) => ({ id, shows: id }))}
            choose={(id) => change({ by: id === usualGranularity(hours) ? null : id })}
          />
          <span class="tool-pair">
            <TableToggle asTable={asTable} toggle={() => change({ view: asTable ? null : 'table' })} />
            <ExportButtons
              name={`${metric.id}-by-${granularity}`}
              sheet={data === null ? undefined : () => timelineSheet(data)}
              json={data === null ? undefined : () => data}
              png={asTable || data === null ? undefined : () => picture.current?.() ?? Promise.reject(new Error('There is no picture yet.'))}
            />
          </span>
        </>
      }
    >
      {(answer) => <Chart answer={answer} metric={metric} asTable={asTable} picture={picture} />}
    </Panel>
  );
}

interface ChartProps {
  answer: TimelineAnswer;
  metric: ChartMetric;
  asTable: boolean;
  picture: Picture;
}

function Chart({ answer, metric, asTable, picture }: ChartProps) {
  const model = useMemo(() => timelineModel(answer, metric, comparing.value, zone.value), [answer, metric, comparing.value, zone.value]);
  return (
    <TimeSeries
      title={metric.title}
      model={model}
      height={HEIGHT}
      exports={{ name: metric.id }}
      outside={{ asTable, picture }}
    />
  );
}

function granularityOf(asked: string | null, hours: number): Granularity {
  const granularity = GRANULARITIES.find((each) => each === asked);
  return granularity !== undefined && fits(granularity, hours) ? granularity : usualGranularity(hours);
}
