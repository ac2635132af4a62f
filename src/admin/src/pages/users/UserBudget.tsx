import type { ActivityAnswer } from '../../api/activity';
import { BudgetState } from '../../panels/budgets/BudgetState';
import type { Resource } from '../../state/resource';
import { Empty } from '../../ui/Empty';
import { Link } from '../../ui/Link';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';

/** What this user may spend, and how much of it is left. */
export function UserBudget({ id, resource }: { id: string; resource: Resource<ActivityAnswer> }) {
  return (
    <Panel
      title="Budget"
      resource={resource}
      skeleton={<SkeletonRows rows={3} />}
      empty={{
        when: ({ summary }) => !summary.budget,
        shows: (
          <Empty title="No budget of its own">
            <Link to={['costs']} with={{ tab: 'budgets', new: 'user', key: id }} class="button">
              Set one
            </Link>
          </Empty>
        ),
      }}
    >
      {({ summary: { budget } }) => (
        <div class="panel-body">{budget && <BudgetState budget={budget} />}</div>
      )}
    </Panel>
  );
}
