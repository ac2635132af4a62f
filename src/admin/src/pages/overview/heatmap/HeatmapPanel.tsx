import { useMemo } from 'preact/hooks';
import type { HeatmapAnswer } from '../../../api/heatmap';
import { zoneName } from '../../../format/zones';
import { change, parameter } from '../../../state/address';
import { now } from '../../../state/clock';
import { useResource } from '../../../state/useResource';
import { windowPath } from '../../../state/window';
import { switchZone, zone } from '../../../state/zone';
import { Choice } from '../../../ui/Choice';
import { Empty } from '../../../ui/Empty';
import { Heatmap } from '../../../ui/Heatmap';
import { Panel } from '../../../ui/Panel';
import { SkeletonBlock } from '../../../ui/Skeleton';
import { DAYS, HEATS, HOURS, gridOf, saysOf } from './grid';

const FILTERS = ['agent', 'model'] as const;

/** When the work is done: day of the week by hour, in the zone that is looked at. */
export function HeatmapPanel() {
  const heat = HEATS.find(({ id }) => id === parameter('heat')) ?? HEATS[0]!;
  const resource = useResource<HeatmapAnswer>(windowPath('/api/analytics/heatmap', { filters: FILTERS, zone: true }), { on: ['metrics'], atMost: 15_000 });
  return (
    <Panel
      title="Hours of the week"
      note={
        <button type="button" class="link small" title={`Times in ${zone.value}`} onClick={switchZone}>
          {zoneName(zone.value, now.peek())}
        </button>
      }
      tools={<Choice label="What is counted" value={heat.id} options={HEATS.map(({ id, label }) => ({ id, shows: label }))} choose={(id) => change({ heat: id === 'volume' ? null : id })} />}
      resource={resource}
      follows={FILTERS}
      skeleton={<div class="chart"><SkeletonBlock height={196} /></div>}
      empty={{
        when: ({ cells }) => cells.every(({ total_requests }) => total_requests === 0),
        shows: <Empty title="Nothing ran in this period">Choose a longer range: a week shows a pattern.</Empty>,
      }}
    >
      {(answer) => <Grid answer={answer} heat={heat} />}
    </Panel>
  );
}

function Grid({ answer, heat }: { answer: HeatmapAnswer; heat: (typeof HEATS)[number] }) {
  const grid = useMemo(() => gridOf(answer), [answer]);
  return (
    <Heatmap
      label={`${heat.title} by day of the week and hour, in ${answer.timezone}`}
      rows={DAYS}
      columns={HOURS}
      value={(day, hour) => {
        const cell = grid[day]?.[hour];
        return cell === undefined || cell.occurrences === 0 ? null : heat.value(cell);
      }}
      says={(day, hour) => saysOf(grid[day]?.[hour], day, hour, heat)}
      scale={{ from: 'none', to: 'most' }}
    />
  );
}
