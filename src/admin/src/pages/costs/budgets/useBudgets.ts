import type { BudgetsAnswer } from '../../../api/budgets';
import type { ApiProblem } from '../../../api/problem';
import { useMonitor } from '../../../state/monitor';
import type { Resource } from '../../../state/resource';
import { useAction } from '../../../state/useAction';
import { draftOf, wireOf, type BudgetDraft } from './draft';

export interface BudgetChanges {
  busy: boolean;
  problem: ApiProblem | null;
  /** Puts a budget in the place of the one with its id, or at the end; gives its place among those that were sent. */
  save: (draft: BudgetDraft) => Promise<boolean>;
  remove: (draft: BudgetDraft) => Promise<boolean>;
  /** Where a draft stands in what is sent, for the faults that the server finds. */
  placeOf: (draft: BudgetDraft) => number;
}

/** Changes budgets; all of them are sent, with the tag of those that were read, so that nobody's change is lost. */
export function useBudgets(resource: Resource<BudgetsAnswer>): BudgetChanges {
  const { api } = useMonitor();
  const { busy, problem, run } = useAction({ inForm: true });
  const drafts = () => (resource.value.peek().data?.budgets ?? []).map(draftOf);
  const put = (budgets: readonly BudgetDraft[], done: string) =>
    run(async () => {
      try {
        const answer = await api.put<BudgetsAnswer>('/api/admin/budgets', { budgets: budgets.map(wireOf) }, resource.value.peek().etag);
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
    placeOf: ({ id }) => (id === undefined ? drafts().length : drafts().findIndex((each) => each.id === id)),
    save: (draft) =>
      put(draft.id === undefined ? [...drafts(), draft] : drafts().map((each) => (each.id === draft.id ? draft : each)), `The budget “${draft.name}” is saved.`),
    remove: (draft) => put(drafts().filter(({ id }) => id !== draft.id), `The budget “${draft.name}” is gone.`),
  };
}
