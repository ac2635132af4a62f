import { shortCount } from '../../../format/numbers';
import { close } from '../../../state/address';
import { Age } from '../../../ui/Age';
import { Drawer } from '../../../ui/Drawer';
import { Empty } from '../../../ui/Empty';
import { Link } from '../../../ui/Link';
import { Problem } from '../../../ui/Problem';
import { SkeletonRows } from '../../../ui/Skeleton';
import { useActiveUsers } from './ActiveUsers';

/** The people behind the number. */
export function ActiveUsersDrawer() {
  const resource = useActiveUsers();
  const { data, problem } = resource.value.value;
  return (
    <Drawer title="Active in the last 30 minutes" close={() => close({ show: null })}>
      {data === null ? (
        problem ? <Problem problem={problem} retry={() => void resource.refresh()} /> : <SkeletonRows rows={8} />
      ) : (
        <>
          <dl class="facts">
            <Count label="Now, last 5 min" value={data.active.current} />
            <Count label="Last 30 min" value={data.active.active_30m} />
            <Count label="Today" value={data.active.today} />
            <Count label="This week" value={data.active.this_week} />
            <Count label="Peak of 24 h" value={data.active.peak_24h} />
            <Count label="New" value={data.active.new} />
            <Count label="Returning" value={data.active.returning} />
          </dl>
          {data.users.length === 0 ? (
            <Empty title="Nobody just now">Users appear here with their first execution.</Empty>
          ) : (
            <ul class="people">
              {data.users.map(({ user_id, user_name, last_agent, last_seen_at }) => (
                <li key={user_id}>
                  <Link to={['users', user_id]} class="person">
                    <b>{user_name ?? user_id}</b>
                    <span class="quiet">{last_agent ?? 'agent not reported'}</span>
                    <span class="quiet">
                      <Age of={last_seen_at} />
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Drawer>
  );
}

function Count({ label, value }: { label: string; value: number | null }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd class={value === null ? 'unknown' : ''}>{value === null ? 'unknown' : shortCount(value)}</dd>
    </div>
  );
}
