import { useState } from 'preact/hooks';
import type { PriceEntry, PricesAnswer } from '../../../api/prices';
import { useResource } from '../../../state/useResource';
import { PriceDialog } from './PriceDialog';
import { PriceHistory } from './PriceHistory';
import { PriceTable } from './PriceTable';
import { newEntry } from './entries';
import { RepricePanel } from './RepricePanel';
import { UnpricedPanel } from './UnpricedPanel';
import { usePrices } from './usePrices';

/** What a token costs: by the built-in table, by the settings, and by what was entered here. */
export function Prices() {
  const resource = useResource<PricesAnswer>('/api/admin/prices', { every: 60_000 });
  const prices = usePrices(resource);
  const [edited, edit] = useState<{ entry: PriceEntry; replaces: PriceEntry | null } | null>(null);
  const [repricing, reprice] = useState<string | null>(null);
  const add = (model = '') => edit({ entry: newEntry(model), replaces: null });
  return (
    <>
      <div class="columns columns-2">
        <UnpricedPanel resource={resource} add={add} reprice={reprice} />
        <RepricePanel key={repricing} resource={resource} model={repricing ?? ''} />
      </div>
      <PriceTable resource={resource} add={add} edit={(entry) => edit({ entry, replaces: entry })} copy={(entry) => edit({ entry: { ...newEntry(entry.model), provider: entry.provider, input: entry.input, cache_read: entry.cache_read, cache_write: entry.cache_write, output: entry.output }, replaces: null })} />
      <PriceHistory resource={resource} />
      {edited && <PriceDialog {...edited} prices={prices} close={() => edit(null)} priced={reprice} />}
    </>
  );
}
