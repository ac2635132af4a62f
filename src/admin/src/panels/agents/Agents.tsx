import { count } from '../../format/numbers';
import type { Monitor } from '../../state/monitor';
import { Empty } from '../../ui/Empty';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { AgentTable } from './AgentTable';
import { agentRows } from './order';

export function Agents({ monitor }: { monitor: Monitor }) {
  const agents = monitor.metrics.value.value.data?.metrics.agent_metrics;
  return (
    <Panel
      title="Agents"
      note={agents && <span class="quiet">{count(Object.keys(agents).length)} active</span>}
      resource={monitor.metrics}
      skeleton={<SkeletonRows rows={6} />}
      empty={{
        when: (data) => Object.keys(data.metrics.agent_metrics).length === 0,
        shows: <Empty title="No agent ran in this period">Choose a longer range, or send an execution.</Empty>,
      }}
    >
      {(data) => <AgentTable rows={agentRows(data.metrics.agent_metrics)} />}
    </Panel>
  );
}
