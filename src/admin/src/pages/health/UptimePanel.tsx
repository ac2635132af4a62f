import type { MonitorHealthAnswer, UptimeFigures } from '../../api/monitor';
import { rate } from '../../format/numbers';
import { dayAndMonth, shortTime } from '../../format/time';
import type { Resource } from '../../state/resource';
import { zone } from '../../state/zone';
import { DayStrip, type DayCell } from '../../ui/DayStrip';
import { Empty } from '../../ui/Empty';
import { Panel } from '../../ui/Panel';
import { SkeletonBlock } from '../../ui/Skeleton';
import { SectionState } from './looks';

/** When the monitor was up, minute by minute summed up to days. */
export function UptimePanel({ resource }: { resource: Resource<MonitorHealthAnswer> }) {
  const { data } = resource.value.value;
  return (
    <Panel
      title="Uptime"
      note={
        data && (
          <>
            {data.uptime && `this process since ${shortTime(data.uptime.started_at, zone.value)}`}
            <SectionState state={data.sections['uptime']} />
          </>
        )
      }
      resource={resource}
      skeleton={<div class="panel-body"><SkeletonBlock height={72} /></div>}
      empty={{ when: ({ uptime }) => uptime === null, shows: <Empty title="Not known just now">The heartbeats could not be read.</Empty> }}
    >
      {({ uptime }) => uptime && <Uptime uptime={uptime} />}
    </Panel>
  );
}

function Uptime({ uptime }: { uptime: UptimeFigures }) {
  const first = uptime.days[0];
  return (
    <div class="panel-body uptime">
      <dl class="uptime-ratios">
        {([['24 hours', uptime.ratio_24h], ['7 days', uptime.ratio_7d], ['30 days', uptime.ratio_30d]] as const).map(([label, ratio]) => (
          <div key={label}>
            <dt class="quiet small">{label}</dt>
            <dd>{ratio === null ? <span class="unknown">—</span> : <data value={String(ratio)}>{rate(ratio)}</data>}</dd>
          </div>
        ))}
      </dl>
      <div class="uptime-strip">
        <DayStrip label="Uptime by day of UTC" tone="good" days={uptime.days.map(cellOf)} />
        <p class="strip-ends">
          <span>{first && dayAndMonth(`${first.day}T00:00:00Z`, 'UTC')}</span>
          <span>today</span>
        </p>
      </div>
    </div>
  );
}

/** Green but for the days that were not; hatched where nothing is known. */
export function cellOf({ day, ratio }: { day: string; ratio: number | null }): DayCell {
  const name = dayAndMonth(`${day}T00:00:00Z`, 'UTC');
  return {
    day,
    level: ratio === null ? null : ratio >= 0.999 ? 4 : ratio >= 0.95 ? 'warn' : 'bad',
    says: ratio === null ? `${name}: nothing known` : `${name}: up ${rate(ratio)}`,
  };
}
