import type { PriceEntry, PricesAnswer } from '../../../api/prices';
import type { ApiProblem } from '../../../api/problem';
import type { Resource } from '../../../state/resource';
import { useSaved } from '../../../state/useSaved';
import { entryId } from './entries';

export interface PriceChanges {
  busy: boolean;
  problem: ApiProblem | null;
  save: (entry: PriceEntry, replaces: PriceEntry | null) => Promise<boolean>;
  remove: (entry: PriceEntry) => Promise<boolean>;
}

/** Changes an admin's own entries; all of them are sent. */
export function usePrices(resource: Resource<PricesAnswer>): PriceChanges {
  const { busy, problem, put } = useSaved<PricesAnswer>('/api/admin/prices', resource, { inForm: true });
  const putAll = (change: (own: readonly PriceEntry[]) => readonly PriceEntry[], done: string) =>
    put((data) => {
      const own = (data?.entries ?? []).filter(({ origin }) => origin === 'admin');
      return { entries: change(own).map(({ origin: _, ...entry }) => entry), aliases: data?.aliases ?? {} };
    }, done);
  return {
    busy,
    problem,
    save: (entry, replaces) =>
      putAll(
        (own) => [...own.filter((each) => entryId(each) !== entryId(entry) && (replaces === null || entryId(each) !== entryId(replaces))), entry],
        `${entry.model} has a price from ${entry.effective_from} on.`,
      ),
    remove: (entry) => putAll((own) => own.filter((each) => entryId(each) !== entryId(entry)), `The price of ${entry.model} from ${entry.effective_from} on is gone.`),
  };
}
