import { useState } from 'preact/hooks';
import { Icon } from '../../ui/Icon';
import { COLUMNS } from './columns';
import { chosen, sorted, type AgentRow, type Order, type SortKey } from './order';

// Roles are written out because narrow screens stack the cells, and a changed display takes the implied ones away.
export function AgentTable({ rows }: { rows: readonly AgentRow[] }) {
  const [order, setOrder] = useState<Order>({ by: 'count', descending: true });
  const busiest = Math.max(0, ...rows.map((row) => row.count));
  const head = (key: SortKey, label: string) => (
    <SortHead key={key} label={label} order={order} by={key} choose={() => setOrder(chosen(order, key))} />
  );

  return (
    <table class="agents" role="table" aria-label="Agents">
      <thead role="rowgroup">
        <tr role="row">
          {head('name', 'Agent')}
          {COLUMNS.map(({ key, label }) => head(key, label))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {sorted(rows, order).map((row) => (
          <tr role="row" key={row.name} data-agent={row.name}>
            <th scope="row" role="rowheader" title={row.name}>
              {row.name}
            </th>
            {COLUMNS.map(({ key, label, cell }) => (
              <td role="cell" key={key} data-label={label} data-column={key}>
                {cell(row, busiest)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SortHeadProps {
  label: string;
  by: SortKey;
  order: Order;
  choose: () => void;
}

function SortHead({ label, by, order, choose }: SortHeadProps) {
  const active = order.by === by;
  return (
    <th scope="col" role="columnheader" aria-sort={active ? (order.descending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" class={active ? 'sort active' : 'sort'} onClick={choose}>
        {label}
        <Icon name={active && !order.descending ? 'up' : 'down'} />
      </button>
    </th>
  );
}
