import type { AgentAnswer } from '../../api/agent';
import type { ExecutionRow, ExecutionsAnswer } from '../../api/types';
import { count } from '../../format/numbers';
import { ErrorGroups } from '../../panels/errors/ErrorGroups';
import { ExecutionsPanel } from '../../panels/executions/ExecutionsPanel';
import { useList } from '../../state/useList';
import { useListWindow } from '../../state/useListWindow';
import { useResource } from '../../state/useResource';
import { pathWith, windowPath } from '../../state/window';
import { Empty } from '../../ui/Empty';
import { Link } from '../../ui/Link';
import { PageHead } from '../../ui/PageHead';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { StateMark } from '../../ui/StateMark';
import { AgentChart } from './AgentChart';
import { AgentKpis } from './AgentKpis';
import { LatencyPanel } from './LatencyPanel';
import { ModelsPanel } from './ModelsPanel';
import { TokensPanel } from './TokensPanel';

/** One agent: its numbers, its models, its errors and what it did last. */
export function OneAgent({ name }: { name: string }) {
  const resource = useResource<AgentAnswer>(windowPath(`/api/admin/agents/${encodeURIComponent(name)}`), { on: ['metrics'] });
  const { data, problem } = resource.value.value;
  const window = useListWindow();
  const executions = useList<ExecutionsAnswer, ExecutionRow>(
    pathWith('/api/executions', { agent: name, ...window, limit: 25 }),
    ({ executions, next_cursor }) => ({ rows: executions, next: next_cursor }),
    ({ execution_id }) => execution_id,
    { on: ['executions'] },
  );
  if (data === null && problem?.status === 404) {
    return (
      <>
        <PageHead title={name} up={{ to: ['agents'], label: 'Agents' }} />
        <Empty title="Nobody has seen this agent">
          <Link to={['agents']} class="button">
            To all agents
          </Link>
        </Empty>
      </>
    );
  }

  const running = data?.agent.running ?? 0;
  return (
    <>
      <PageHead
        title={name}
        up={{ to: ['agents'], label: 'Agents' }}
        marks={running > 0 && <StateMark level="accent" word={`${count(running)} running`} />}
      />
      <AgentKpis resource={resource} />
      <AgentChart name={name} />
      <div class="columns columns-2">
        <LatencyPanel resource={resource} />
        <TokensPanel resource={resource} />
      </div>
      <ModelsPanel resource={resource} />
      <Panel
        title="Errors"
        tools={
          <Link to={['errors']} with={{ agent: name }} class="link small">
            All its errors
          </Link>
        }
        resource={resource}
        skeleton={<SkeletonRows rows={3} />}
        empty={{ when: ({ errors }) => errors.length === 0, shows: <Empty title="No errors">Nothing of it failed or timed out in this period.</Empty> }}
      >
        {({ errors }) => <ErrorGroups groups={errors} />}
      </Panel>
      <ExecutionsPanel
        title="Newest executions"
        list={executions}
        columns={['user', 'model', 'time', 'tokens', 'cost', 'error']}
        nothing={{ title: 'No executions in this period', says: 'Choose a longer range.' }}
      />
    </>
  );
}
