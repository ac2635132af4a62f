import type { MetricsAnswer } from '../../api/types';
import { useResource } from '../../state/useResource';
import { windowPath } from '../../state/window';
import { BarList } from '../../ui/BarList';
import { Empty } from '../../ui/Empty';
import { Link } from '../../ui/Link';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';

/** Whom this user talked to. */
export function AgentsUsed({ id }: { id: string }) {
  const resource = useResource<MetricsAnswer>(windowPath('/api/admin/metrics', {}, { user: id }), { on: ['metrics'] });
  return (
    <Panel
      title="Agents used"
      note="in the period"
      resource={resource}
      follows={[]}
      skeleton={<SkeletonRows rows={3} />}
      empty={{ when: ({ metrics }) => Object.keys(metrics.agent_metrics).length === 0, shows: <Empty title="None in this period">Choose a longer range.</Empty> }}
    >
      {({ metrics }) => (
        <BarList
          label="Executions by agent"
          rows={Object.entries(metrics.agent_metrics).map(([agent, numbers]) => ({
            id: agent,
            name: <Link to={['agents', agent]} class="name-link">{agent}</Link>,
            value: numbers.count,
          }))}
        />
      )}
    </Panel>
  );
}
