import type { OverviewAnswer } from '../../api/overview';
import { count } from '../../format/numbers';
import { weekday } from '../../format/time';
import { useResource } from '../../state/useResource';
import { pathWith } from '../../state/window';
import { zone } from '../../state/zone';
import { DayStrip, levelIn } from '../../ui/DayStrip';
import { Empty } from '../../ui/Empty';
import { Panel } from '../../ui/Panel';
import { SkeletonBlock } from '../../ui/Skeleton';

/** What the last thirty days were like, a box a day. */
export function UserDays({ id }: { id: string }) {
  const path = pathWith('/api/analytics/overview', { hours: 720, user: id, tz: zone.value });
  const resource = useResource<OverviewAnswer>(path, { on: ['metrics'], atMost: 10_000 });
  return (
    <Panel
      title="Activity of 30 days"
      resource={resource}
      skeleton={<div class="panel-body"><SkeletonBlock height={28} /></div>}
      empty={{
        when: ({ kpis }) => kpis.executions.sparkline.every((value) => !value),
        shows: <Empty title="Nothing in the last 30 days">Older executions are in the totals above.</Empty>,
      }}
    >
      {({ kpis, sparkline }) => {
        const runs = kpis.executions.sparkline;
        const highest = Math.max(0, ...runs.map((value) => value ?? 0));
        const days = sparkline.starts.map((day, at) => ({
          day,
          level: levelIn(runs[at] ?? 0, highest),
          says: `${weekday(day, zone.value)}: ${said(runs[at] ?? 0, kpis.errors.sparkline[at] ?? 0)}`,
        }));
        return (
          <div class="panel-body">
            <DayStrip label="Executions by day" days={days} />
            <p class="strip-ends">
              <span>{days[0] && weekday(days[0].day, zone.value)}</span>
              <span>today</span>
            </p>
          </div>
        );
      }}
    </Panel>
  );
}

function said(runs: number, errors: number): string {
  const all = `${count(runs)} ${runs === 1 ? 'execution' : 'executions'}`;
  return errors > 0 ? `${all}, ${count(errors)} failed` : all;
}
