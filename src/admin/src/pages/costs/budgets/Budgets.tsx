import { useState } from 'preact/hooks';
import type { BudgetsAnswer } from '../../../api/budgets';
import { change, parameter } from '../../../state/address';
import { useResource } from '../../../state/useResource';
import { Empty } from '../../../ui/Empty';
import { Icon } from '../../../ui/Icon';
import { Panel } from '../../../ui/Panel';
import { SkeletonRows } from '../../../ui/Skeleton';
import { BudgetDialog } from './BudgetDialog';
import { BudgetItem } from './BudgetItem';
import { draftOf, newDraft, type BudgetDraft } from './draft';
import { useBudgets } from './useBudgets';

const WORST = { exceeded: 0, warning: 1, ok: 2 };

/** What may be spent, by whom, and how much of it is. */
export function Budgets() {
  const resource = useResource<BudgetsAnswer>('/api/admin/budgets', { on: ['budgets', 'metrics'], atMost: 5000 });
  const budgets = useBudgets(resource);
  const [edited, edit] = useState<BudgetDraft | null>(askedFor);
  const close = () => {
    edit(null);
    change({ new: null, key: null });
  };
  return (
    <>
      <Panel
        title="Budgets"
        note="a record is never refused because of one"
        resource={resource}
        skeleton={<SkeletonRows rows={6} />}
        tools={
          <button type="button" class="button small" onClick={() => edit(newDraft())}>
            <Icon name="plus" />
            Add a budget
          </button>
        }
        empty={{
          when: (data) => data.budgets.length === 0,
          shows: (
            <Empty title="No budgets">
              <p>A budget warns before a day or a month gets too expensive: for everything, an agent, a user or a session.</p>
              <button type="button" class="button primary" onClick={() => edit(newDraft())}>
                Set the first one
              </button>
            </Empty>
          ),
        }}
      >
        {(data) => (
          <ul class="budgets">
            {[...data.budgets]
              .sort((a, b) => WORST[a.state] - WORST[b.state] || b.ratio - a.ratio)
              .map((budget) => (
                <BudgetItem key={budget.id} budget={budget} edit={() => edit(draftOf(budget))} />
              ))}
          </ul>
        )}
      </Panel>
      {edited && <BudgetDialog draft={edited} budgets={budgets} close={close} />}
    </>
  );
}

// Pages of users and agents lead here with what the budget is to be for.
function askedFor(): BudgetDraft | null {
  const scope = parameter('new');
  return scope === 'user' || scope === 'agent' || scope === 'session' ? { ...newDraft(), scope, key: parameter('key') ?? '' } : null;
}
