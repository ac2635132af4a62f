import type { BudgetsAnswer } from '../../../api/budgets';
import type { ApiProblem } from '../../../api/problem';
import type { Resource } from '../../../state/resource';
import { useSaved } from '../../../state/useSaved';
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

/** Changes budgets; all of them are sent. */
export function useBudgets(resource: Resource<BudgetsAnswer>): BudgetChanges {
  const { busy, problem, put } = useSaved<BudgetsAnswer>('/api/admin/budgets', resource, { inForm: true });
  const drafts = () => (resource.value.peek().data?.budgets ?? []).map(draftOf);
  const putAll = (budgets: readonly BudgetDraft[], done: string) => put(() => ({ budgets: budgets.map(wireOf) }), done);
  return {
    busy,
    problem,
    placeOf: ({ id }) => (id === undefined ? drafts().length : drafts().findIndex((each) => each.id === id)),
    save: (draft) =>
      putAll(draft.id === undefined ? [...drafts(), draft] : drafts().map((each) => (each.id === draft.id ? draft : each)), `The budget “${draft.name}” is saved.`),
    remove: (draft) => putAll(drafts().filter(({ id }) => id !== draft.id), `The budget “${draft.name}” is gone.`),
  };
}
