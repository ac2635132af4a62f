import type { PricesAnswer, UnpricedModel } from '../../../api/prices';
import { count } from '../../../format/numbers';
import type { Resource } from '../../../state/resource';
import { Empty } from '../../../ui/Empty';
import { Figure } from '../../../ui/Figure';
import { Panel } from '../../../ui/Panel';
import { SkeletonRows } from '../../../ui/Skeleton';
import { DataTable, type Column } from '../../../ui/table/DataTable';

interface UnpricedPanelProps {
  resource: Resource<PricesAnswer>;
  add: (model: string) => void;
  reprice: (model: string) => void;
}

/** Models whose tokens cost nobody knows what. */
export function UnpricedPanel({ resource, add, reprice }: UnpricedPanelProps) {
  return (
    <Panel
      title="Without a price"
      note="last 30 days"
      resource={resource}
      skeleton={<SkeletonRows rows={3} />}
      empty={{ when: ({ unpriced }) => unpriced.length === 0, shows: <Empty title="Every token has a price">Models that the table does not know appear here.</Empty> }}
    >
      {({ unpriced, entries }) => (
        <DataTable
          label="Models without a price"
          columns={columns(add, reprice, new Set(entries.map(({ model }) => model)))}
          rows={unpriced}
          idOf={({ model }) => model}
          usual={{ by: 'tokens', descending: true }}
        />
      )}
    </Panel>
  );
}

const columns = (add: (model: string) => void, reprice: (model: string) => void, priced: ReadonlySet<string>): readonly Column<UnpricedModel>[] => [
  { id: 'model', label: 'Model', text: true, value: ({ model }) => model, cell: ({ model }) => model },
  { id: 'tokens', label: 'Tokens', value: ({ unpriced_tokens }) => unpriced_tokens, cell: ({ unpriced_tokens }) => <Figure value={unpriced_tokens} format={count} /> },
  { id: 'runs', label: 'Runs', value: ({ executions }) => executions, cell: ({ executions }) => <Figure value={executions} format={count} /> },
  {
    id: 'action',
    label: 'Action',
    class: 'acts',
    cell: ({ model }) =>
      priced.has(model) ? (
        <button type="button" class="button small" onClick={() => reprice(model)}>
          Price them anew
        </button>
      ) : (
        <button type="button" class="button small" onClick={() => add(model)}>
          Set a price
        </button>
      ),
  },
];
