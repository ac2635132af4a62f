import type { AgentRow, AgentsAnswer } from '../../api/agents';
import { relativeDelta } from '../../format/delta';
import { comparing } from '../../state/address';
import { useBefore } from '../../state/useBefore';
import { DeltaMark } from '../../ui/DeltaMark';
import type { Column } from '../../ui/table/DataTable';

/** Each agent's runs against those of the period before; no column while nothing is compared. */
export function useRunsChange(): readonly Column<AgentRow>[] {
  const before = useBefore<AgentsAnswer>('/api/admin/agents');
  const runs = new Map(before?.agents.map(({ agent_name, metrics }) => [agent_name, metrics.count]));
  const ratio = ({ agent_name, metrics }: AgentRow) => {
    const then = runs.get(agent_name);
    return then ? metrics.count / then - 1 : null;
  };
  return comparing.value
    ? [
        {
          id: 'change',
          label: 'Change',
          title: 'Runs against the period before',
          value: ratio,
          cell: ({ agent_name, metrics }) => <DeltaMark delta={relativeDelta(metrics.count, runs.get(agent_name) ?? null, 'neutral')} />,
        },
      ]
    : [];
}
