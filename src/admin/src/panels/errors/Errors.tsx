import type { ErrorGroup } from '../../api/types';
import { count } from '../../format/numbers';
import type { Monitor } from '../../state/monitor';
import { range } from '../../state/address';
import { Age } from '../../ui/Age';
import { Empty } from '../../ui/Empty';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { Spark } from './Spark';

/** Failures that differ only in ids and numbers, told once. */
export function Errors({ monitor }: { monitor: Monitor }) {
  return (
    <Panel
      title="Errors"
      resource={monitor.errors}
      skeleton={<SkeletonRows rows={3} />}
      empty={{
        when: (data) => data.groups.length === 0,
        shows: <Empty title="No errors">Nothing failed or timed out in this period.</Empty>,
      }}
    >
      {(data) => (
        <ul class="errors">
          {data.groups.map((group) => (
            <Group key={group.fingerprint} group={group} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Group({ group }: { group: ErrorGroup }) {
  return (
    <li class="error" data-fingerprint={group.fingerprint}>
      <span class="error-count" title={`${count(group.count)} times`}>
        {count(group.count)}
        <span class="unseen"> times:</span>
      </span>
      <span class="error-title">{group.title}</span>
      <Spark points={group.trend} hours={range.value.hours} />
      <span class="error-foot quiet">
        {group.agents.join(', ')} · {group.users === 0 ? 'user not reported' : usersOf(group.users)} · last seen{' '}
        <Age of={group.last_seen} long />
      </span>
    </li>
  );
}

function usersOf(users: number): string {
  return `${count(users)} ${users === 1 ? 'user' : 'users'}`;
}
