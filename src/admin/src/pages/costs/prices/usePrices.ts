import type { PriceEntry, PricesAnswer } from '../../../api/prices';
import type { ApiProblem } from '../../../api/problem';
import { useMonitor } from '../../../state/monitor';
import type { Resource } from '../../../state/resource';
import { useAction } from '../../../state/useAction';
import { entryId } from './entries';

export interface PriceChanges {
  busy: boolean;
  problem: ApiProblem | null;
  save: (entry: PriceEntry, replaces: PriceEntry | null) => Promise<boolean>;
  remove: (entry: PriceEntry) => Promise<boolean>;
}

/** Changes an admin's own entries; all of them are sent, with the tag of those that were read. */
export function usePrices(resource: Resource<PricesAnswer>): PriceChanges {
  const { api } = useMonitor();
  const { busy, problem, run } = useAction({ inForm: true });
  const put = (change: (own: readonly PriceEntry[]) => readonly PriceEntry[], done: string) =>
    run(async () => {
      const { data, etag } = resource.value.peek();
      const own = (data?.entries ?? []).filter(({ origin }) => origin === 'admin');
      const entries = change(own).map(({ origin: _, ...entry }) => entry);
      try {
        const answer = await api.put<PricesAnswer>('/api/admin/prices', { entries, aliases: data?.aliases ?? {} }, etag);
        resource.know(answer.data, answer.etag);
      } catch (cause) {
        // Somebody was faster: what is there now is shown, and the change can be made again.
        if ((cause as ApiProblem).status === 412) {
          void resource.refresh();
        }

        throw cause;
      }
    }, done);
  return {
    busy,
    problem,
    save: (entry, replaces) =>
      put(
        (own) => [...own.filter((each) => entryId(each) !== entryId(entry) && (replaces === null || entryId(each) !== entryId(replaces))), entry],
        `${entry.model} has a price from ${entry.effective_from} on.`,
      ),
    remove: (entry) => put((own) => own.filter((each) => entryId(each) !== entryId(entry)), `The price of ${entry.model} from ${entry.effective_from} on is gone.`),
  };
}
