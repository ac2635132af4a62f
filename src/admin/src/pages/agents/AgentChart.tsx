import { useMemo } from 'preact/hooks';
import type { TimelineAnswer } from '../../api/timeline';
import { TimeSeries } from '../../charts/TimeSeries';
import { change, comparing, parameter, span } from '../../state/address';
import { hoursOf } from '../../state/range';
import { useResource } from '../../state/useResource';
import { windowPath } from '../../state/window';
import { zone } from '../../state/zone';
import { Choice } from '../../ui/Choice';
import { Empty } from '../../ui/Empty';
import { Panel } from '../../ui/Panel';
import { SkeletonBlock } from '../../ui/Skeleton';
import { METRICS, usualGranularity } from '../overview/chart/metrics';
import { timelineModel } from '../overview/chart/timelineModel';
import { timelineSheet } from '../overview/chart/timelineSheet';

const HEIGHT = 200;

/** How one number of one agent came about. */
export function AgentChart({ name }: { name: string }) {
  const metric = METRICS.find(({ id }) => id === parameter('metric')) ?? METRICS[0]!;
  const granularity = usualGranularity(hoursOf(span.value));
  const path = windowPath('/api/analytics/timeline', { filters: ['model'], zone: true }, { granularity, agent: name });
  const resource = useResource<TimelineAnswer>(path, { on: ['metrics'], atMost: 3000 });
  return (
    <Panel
      title={metric.title}
      tools={<Choice label="What is drawn" value={metric.id} options={METRICS.map(({ id, label }) => ({ id, shows: label }))} choose={(id) => change({ metric: id === 'volume' ? null : id })} />}
      resource={resource}
      follows={['model']}
      skeleton={<div class="chart"><SkeletonBlock height={HEIGHT + 20} /></div>}
      empty={{ when: ({ series }) => series.length === 0, shows: <Empty title="It did not run in this period">Choose a longer range.</Empty> }}
    >
      {(answer) => <Chart answer={answer} metric={metric} name={`${name}-${metric.id}-by-${granularity}`} />}
    </Panel>
  );
}

function Chart({ answer, metric, name }: { answer: TimelineAnswer; metric: (typeof METRICS)[number]; name: string }) {
  const model = useMemo(() => timelineModel(answer, metric, comparing.value, zone.value), [answer, metric, comparing.value, zone.value]);
  return <TimeSeries title={metric.title} model={model} height={HEIGHT} exports={{ name, sheet: () => timelineSheet(answer), json: () => answer }} />;
}
