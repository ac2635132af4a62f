import type { AgentsAnswer } from '../../api/agents';
import { useRunsChange } from '../../panels/agents/runsChange';
import { count } from '../../format/numbers';
import { go, parameter } from '../../state/address';
import { useResource } from '../../state/useResource';
import { windowPath } from '../../state/window';
import { Empty } from '../../ui/Empty';
import { ExportButtons } from '../../ui/ExportButtons';
import { PageHead } from '../../ui/PageHead';
import { Panel } from '../../ui/Panel';
import { SearchField } from '../../ui/SearchField';
import { SkeletonRows } from '../../ui/Skeleton';
import { DataTable } from '../../ui/table/DataTable';
import { agentColumns, agentSheet } from './columns';

/** Every agent of the window, side by side. */
export function AllAgents() {
  const resource = useResource<AgentsAnswer>(windowPath('/api/admin/agents'), { on: ['metrics'] });
  const change = useRunsChange();
  const words = (parameter('q') ?? '').toLowerCase();
  const named = ({ agents }: AgentsAnswer) => agents.filter(({ agent_name }) => agent_name.toLowerCase().includes(words));
  const { data } = resource.value.value;
  return (
    <>
      <PageHead title="Agents" tools={<SearchField label="Find an agent" />} />
      <Panel
        title="All agents"
        note={data && `${count(data.agents.length)} active`}
        tools={data && <ExportButtons name="agents" sheet={() => agentSheet(named(data))} json={() => named(data)} />}
        resource={resource}
        follows={[]}
        skeleton={<SkeletonRows rows={10} />}
        empty={{
          when: (data) => named(data).length === 0,
          shows:
            words === '' ? (
              <Empty title="No agent ran in this period">Choose a longer range, or send an execution.</Empty>
            ) : (
              <Empty title="No agent has such a name">Look for fewer letters, or choose a longer range.</Empty>
            ),
        }}
      >
        {(data) => (
          <DataTable
            label="Agents"
            columns={agentColumns(data.agents, change)}
            rows={named(data)}
            idOf={({ agent_name }) => agent_name}
            usual={{ by: 'runs', descending: true }}
            inAddress
            open={({ agent_name }) => go(['agents', agent_name])}
          />
        )}
      </Panel>
    </>
  );
}
