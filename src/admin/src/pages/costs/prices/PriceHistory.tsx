import type { PricesAnswer } from '../../../api/prices';
import { count } from '../../../format/numbers';
import type { Resource } from '../../../state/resource';
import { Card } from '../../../ui/Card';
import { Time } from '../../../ui/Time';

/** When prices were changed, and what was priced anew. Nothing is shown while there is neither. */
export function PriceHistory({ resource }: { resource: Resource<PricesAnswer> }) {
  const { data } = resource.value.value;
  if (data === null || data.history.length + data.repricings.length === 0) {
    return null;
  }

  return (
    <Card title="Changes" note="of the prices entered here">
      <ul class="changes">
        {data.repricings.map(({ number, model, from, to, registered_at, state }) => (
          <li key={number}>
            <span class="change-when quiet">
              <Time of={registered_at} />
            </span>
            <span>
              <b>{model}</b> priced anew from {from.slice(0, 10)} {to === null ? 'on' : `to ${to.slice(0, 10)}`}
              {state === 'running' && <span class="quiet"> · totals are being brought up to date</span>}
            </span>
          </li>
        ))}
        {data.history.map(({ at, entries }) => (
          <li key={at}>
            <span class="change-when quiet">
              <Time of={at} />
            </span>
            <span>
              {entries.length === 0 ? 'no own prices' : `${count(entries.length)} own ${entries.length === 1 ? 'price' : 'prices'}: ${[...new Set(entries.map(({ model }) => model))].slice(0, 6).join(', ')}`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
