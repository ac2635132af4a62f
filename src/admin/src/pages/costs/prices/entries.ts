import type { PriceEntry } from '../../../api/prices';

/** An entry to begin with, from today on. */
export function newEntry(model = ''): PriceEntry {
  return {
    model,
    aliases: [],
    provider: null,
    effective_from: new Date().toISOString().slice(0, 10),
    input: 0,
    cache_read: null,
    cache_write: null,
    output: 0,
    source: null,
    retrieved: null,
    note: null,
    origin: 'admin',
  };
}

/** One entry for a model and a day: entering it again replaces it. */
export const entryId = ({ model, effective_from, origin }: PriceEntry): string => `${model} ${effective_from} ${origin}`;

/** The entry that counts for a model today: the latest that has begun; where two begin on a day, that of an admin. */
export function isCurrent(entry: PriceEntry, entries: readonly PriceEntry[], today = new Date().toISOString().slice(0, 10)): boolean {
  const rank = ({ origin }: PriceEntry) => ({ built_in: 0, settings: 1, admin: 2 })[origin];
  const begun = entries.filter(({ model, effective_from }) => model === entry.model && effective_from <= today);
  const best = begun.sort((a, b) => b.effective_from.localeCompare(a.effective_from) || rank(b) - rank(a))[0];
  return best !== undefined && entryId(best) === entryId(entry);
}
