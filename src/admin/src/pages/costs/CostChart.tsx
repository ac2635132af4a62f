import { useMemo } from 'preact/hooks';
import type { CostsAnswer } from '../../api/costs';
import { TimeSeries } from '../../charts/TimeSeries';
import type { ChartModel } from '../../charts/model';
import { usd } from '../../format/numbers';
import { weekday } from '../../format/time';
import type { Resource } from '../../state/resource';
import { zone } from '../../state/zone';
import { Empty } from '../../ui/Empty';
import { Panel } from '../../ui/Panel';
import { SkeletonBlock } from '../../ui/Skeleton';
import { costSheet } from './sheet';

const HEIGHT = 264;

/** What each day cost. */
export function CostChart({ resource }: { resource: Resource<CostsAnswer> }) {
  return (
    <Panel
      title="Cost by day"
      resource={resource}
      follows={[]}
      skeleton={<div class="chart"><SkeletonBlock height={HEIGHT + 20} /></div>}
      empty={{ when: ({ rows }) => rows.length === 0, shows: <Empty title="Nothing was spent in this period">Choose a longer range, 7 or 30 days.</Empty> }}
    >
      {(answer) => <Chart answer={answer} />}
    </Panel>
  );
}

function Chart({ answer }: { answer: CostsAnswer }) {
  const model = useMemo<ChartModel>(() => {
    const days = answer.rows.filter(({ start }) => start !== null);
    const starts = days.map(({ start }) => Date.parse(start ?? ''));
    const today = starts.findIndex((start) => weekday(start, zone.value) === weekday(Date.now(), zone.value));
    return {
      starts,
      lines: [{ label: 'Cost', kind: 'area', tone: 'accent', values: days.map(({ total_cost_usd }) => total_cost_usd) }],
      format: usd,
      partialFrom: today < 0 ? undefined : today,
      bucket: (index) => weekday(starts[index] ?? 0, zone.value),
    };
  }, [answer, zone.value]);
  return <TimeSeries title="Cost by day" model={model} height={HEIGHT} exports={{ name: 'cost-by-day', sheet: () => costSheet(answer), json: () => answer }} />;
}
