import type { AgentAnswer } from '../../api/agent';
import type { AgentNumbers } from '../../api/types';
import { filterBy } from '../../state/address';
import type { Resource } from '../../state/resource';
import { Empty } from '../../ui/Empty';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { DataTable, type Column } from '../../ui/table/DataTable';
import { numberColumns } from './columns';

interface ModelRow {
  model: string;
  numbers: AgentNumbers;
}

/** The models that it ran on, side by side. */
export function ModelsPanel({ resource }: { resource: Resource<AgentAnswer> }) {
  return (
    <Panel
      title="Models"
      resource={resource}
      skeleton={<SkeletonRows rows={3} />}
      empty={{ when: ({ models }) => Object.keys(models).length === 0, shows: <Empty title="No model reported">Executions that name a <code>model_used</code> are counted here.</Empty> }}
    >
      {({ models }) => {
        const rows = Object.entries(models).map(([model, numbers]) => ({ model, numbers }));
        return (
          <DataTable
            label="Models"
            columns={columns(Math.max(0, ...rows.map(({ numbers }) => numbers.count)))}
            rows={rows}
            idOf={({ model }) => model}
            usual={{ by: 'runs', descending: true }}
          />
        );
      }}
    </Panel>
  );
}

const columns = (busiest: number): readonly Column<ModelRow>[] => [
  {
    id: 'model',
    label: 'Model',
    text: true,
    value: ({ model }) => model,
    cell: ({ model }) => (
      <button type="button" class="link" title={`Only ${model}`} onClick={() => filterBy('model', model)}>
        {model}
      </button>
    ),
  },
  ...numberColumns<ModelRow>(({ numbers }) => numbers, busiest),
];
