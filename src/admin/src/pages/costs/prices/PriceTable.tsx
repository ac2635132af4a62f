import { useState } from 'preact/hooks';
import type { PriceEntry, PricesAnswer } from '../../../api/prices';
import { count, exactUsd } from '../../../format/numbers';
import type { Resource } from '../../../state/resource';
import { Choice } from '../../../ui/Choice';
import { Empty } from '../../../ui/Empty';
import { Figure } from '../../../ui/Figure';
import { Icon } from '../../../ui/Icon';
import { Panel } from '../../../ui/Panel';
import { SkeletonRows } from '../../../ui/Skeleton';
import { DataTable, type Column } from '../../../ui/table/DataTable';
import { entryId, isCurrent } from './entries';

const ORIGINS: Record<PriceEntry['origin'], string> = { built_in: 'built in', settings: 'settings', admin: 'entered here' };

interface PriceTableProps {
  resource: Resource<PricesAnswer>;
  add: () => void;
  edit: (entry: PriceEntry) => void;
  copy: (entry: PriceEntry) => void;
}

/** USD for a million tokens, by model, from which day on, and who says so. */
export function PriceTable({ resource, add, edit, copy }: PriceTableProps) {
  const [which, choose] = useState<'current' | 'all'>('current');
  const [words, look] = useState('');
  const shown = ({ entries }: PricesAnswer) =>
    entries.filter((entry) => (which === 'all' || isCurrent(entry, entries)) && [entry.model, entry.provider, ...entry.aliases].some((name) => name?.toLowerCase().includes(words.toLowerCase())));
  const { data } = resource.value.value;
  return (
    <Panel
      title="Prices"
      class="prices"
      note={data && `USD for a million tokens · ${count(shown(data).length)} of ${count(data.entries.length)} entries`}
      resource={resource}
      skeleton={<SkeletonRows rows={10} />}
      tools={
        <>
          <input type="search" class="input" aria-label="Find a model" placeholder="Find a model" value={words} onInput={(event) => look(event.currentTarget.value)} />
          <Choice label="Which prices" value={which} options={[{ id: 'current', shows: 'Current' }, { id: 'all', shows: 'All' }]} choose={choose} />
          <button type="button" class="button small" onClick={add}>
            <Icon name="plus" />
            Add a price
          </button>
        </>
      }
      empty={{ when: (data) => shown(data).length === 0, shows: <Empty title="No model is called that">Look for fewer letters, or add its price.</Empty> }}
    >
      {(data) => <DataTable label="Prices" columns={columns(edit, copy)} rows={shown(data)} idOf={entryId} usual={{ by: 'model', descending: false }} />}
    </Panel>
  );
}

const money = (id: string, label: string, value: (entry: PriceEntry) => number | null, needs?: string): Column<PriceEntry> => ({
  id,
  label,
  class: needs,
  value,
  cell: (entry) => <Figure value={value(entry)} format={exactUsd} unknown="—" />,
});

const columns = (edit: (entry: PriceEntry) => void, copy: (entry: PriceEntry) => void): readonly Column<PriceEntry>[] => [
  {
    id: 'model',
    label: 'Model',
    text: true,
    value: ({ model }) => model,
    cell: ({ model, aliases }) => (
      <>
        {model}
        {aliases.length > 0 && (
          <span class="quiet small" title={aliases.join(', ')}>
            {' '}
            +{count(aliases.length)}
            <span class="unseen"> other names</span>
          </span>
        )}
      </>
    ),
  },
  { id: 'provider', label: 'Provider', text: true, class: 'spacious', value: ({ provider }) => provider, cell: ({ provider }) => provider ?? <span class="unknown">any</span> },
  { id: 'from', label: 'From', class: 'roomy', value: ({ effective_from }) => effective_from, cell: ({ effective_from }) => <span class="numbers">{effective_from}</span> },
  money('input', 'Input', ({ input }) => input),
  money('cache_read', 'Cache read', ({ cache_read }) => cache_read, 'spacious'),
  money('cache_write', 'Cache write', ({ cache_write }) => cache_write, 'spacious'),
  money('output', 'Output', ({ output }) => output),
  {
    id: 'origin',
    label: 'Origin',
    text: true,
    class: 'spacious',
    value: ({ origin }) => origin,
    cell: ({ origin, source, retrieved, note }) => (
      <span class={origin === 'admin' ? 'tag tag-accent' : 'tag'} title={[source, retrieved && `read ${retrieved}`, note].filter(Boolean).join(', ')}>
        {ORIGINS[origin]}
      </span>
    ),
  },
  {
    id: 'action',
    label: 'Action',
    class: 'acts',
    cell: (entry) =>
      entry.origin === 'admin' ? (
        <button type="button" class="button small" data-walk onClick={() => edit(entry)}>
          Change
        </button>
      ) : (
        <button type="button" class="button small plain" data-walk title="Enter a price that goes before this one" onClick={() => copy(entry)}>
          Override
        </button>
      ),
  },
];
