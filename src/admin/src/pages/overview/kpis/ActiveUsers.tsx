import type { OverviewAnswer } from '../../../api/overview';
import type { UsersAnswer } from '../../../api/users';
import { shortCount } from '../../../format/numbers';
import { layOver } from '../../../state/address';
import type { Resource } from '../../../state/resource';
import { useResource } from '../../../state/useResource';
import { pathWith } from '../../../state/window';
import { zone } from '../../../state/zone';
import { Kpi } from '../../../ui/Kpi';

/** The same question for the number and for the people behind it, so it is asked once. */
export function useActiveUsers(): Resource<UsersAnswer> {
  return useResource<UsersAnswer>(pathWith('/api/admin/users', { active: '30m', limit: 50, tz: zone.value }), { on: ['metrics'], atMost: 5000 });
}

/** Who is here: in the last five minutes, half hour and day, and the last seven days as a line. */
export function ActiveUsers() {
  const users = useActiveUsers();
  const week = useResource<OverviewAnswer>(pathWith('/api/analytics/overview', { hours: 168, tz: zone.value }), { every: 300_000 });
  const { data, problem } = users.value.value;
  const active = data?.active;
  return (
    <Kpi
      id="active-users"
      label="Active users"
      title="With an execution in the last five minutes; the line is users a day, over seven days"
      onOpen={() => layOver({ show: 'active' })}
      shown={
        active === undefined && problem === null
          ? null
          : {
              value: active?.current ?? null,
              format: shortCount,
              note: active === undefined ? problem?.message : `30 min ${shortCount(active.active_30m)} · today ${shortCount(active.today)}${peak(active.peak_24h)}`,
              sparkline: week.value.value.data?.kpis.unique_users.sparkline,
              partial: true,
              tone: 'quiet',
            }
      }
    />
  );
}

function peak(value: number | null): string {
  return value === null ? '' : ` · peak ${shortCount(value)}`;
}
