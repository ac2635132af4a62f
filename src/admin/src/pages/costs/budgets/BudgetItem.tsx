import type { Budget } from '../../../api/budgets';
import { BudgetState, budgetMark } from '../../../panels/budgets/BudgetState';
import { Link } from '../../../ui/Link';

/** One budget: for what, how much is used, and where it leads. */
export function BudgetItem({ budget, edit }: { budget: Budget; edit: () => void }) {
  return (
    <li class="budget" data-row={budget.id}>
      <div class="budget-head">
        <h3>{budget.name}</h3>
        <button type="button" class="button small" data-walk onClick={edit}>
          Change<span class="unseen"> {budget.name}</span>
        </button>
      </div>
      <p class="quiet small">
        <Subject budget={budget} /> · {budget.period} · {budget.timezone}
      </p>
      <BudgetState budget={budget} />
      {budget.forecast_state !== null && budget.forecast_state !== budget.state && (
        <p class="small budget-forecast">
          As it goes, it will be {budgetMark(budget.forecast_state)}
        </p>
      )}
    </li>
  );
}

function Subject({ budget: { scope, key } }: { budget: Budget }) {
  if (scope === 'all' || key === null) {
    return <>everything</>;
  }

  return (
    <>
      {scope}{' '}
      <Link to={[`${scope}s`, key]} class="link">
        {key}
      </Link>
    </>
  );
}
