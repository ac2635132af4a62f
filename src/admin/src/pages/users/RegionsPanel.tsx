import type { UsersAnswer } from '../../api/users';
import type { Resource } from '../../state/resource';
import { BarList } from '../../ui/BarList';
import { Empty } from '../../ui/Empty';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';

/** Where users are. */
export function RegionsPanel({ resource }: { resource: Resource<UsersAnswer> }) {
  return (
    <Panel
      title="By region"
      note="in the period"
      resource={resource}
      follows={[]}
      skeleton={<SkeletonRows rows={4} />}
      empty={{
        when: ({ active }) => Object.keys(active.by_region).length === 0,
        shows: <Empty title="No region reported">Executions that name a <code>region</code> are counted here.</Empty>,
      }}
    >
      {({ active }) => (
        <BarList
          label="Users by region"
          rows={Object.entries(active.by_region).map(([region, users]) => ({
            id: region,
            name: region === 'unknown' ? <span class="unknown">not reported</span> : region,
            value: users,
          }))}
        />
      )}
    </Panel>
  );
}
