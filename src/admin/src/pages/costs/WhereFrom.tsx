import type { CostsAnswer } from '../../api/costs';
import { count, usd } from '../../format/numbers';
import { TokenSplit } from '../../panels/tokens/TokenSplit';
import type { Resource } from '../../state/resource';
import { Empty } from '../../ui/Empty';
import { Facts } from '../../ui/Facts';
import { Figure } from '../../ui/Figure';
import { Link } from '../../ui/Link';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';

/** Who said what it cost, and what the tokens were that it was paid for. */
export function WhereFrom({ resource }: { resource: Resource<CostsAnswer> }) {
  return (
    <Panel
      title="What it is made of"
      resource={resource}
      skeleton={<SkeletonRows rows={6} />}
      empty={{ when: ({ total }) => total.total_requests === 0, shows: <Empty title="Nothing ran in this period">Choose a longer range.</Empty> }}
    >
      {({ total }) => (
        <>
          <div class="panel-body">
            <Facts
              label="Where the cost comes from"
              facts={[
                { label: 'By the price table', shows: <Figure value={total.computed_cost_usd} format={usd} /> },
                { label: 'As reported', shows: <Figure value={total.reported_cost_usd} format={usd} /> },
                {
                  label: 'Unpriced tokens',
                  shows:
                    total.unpriced_tokens === 0 ? (
                      <span class="quiet">none</span>
                    ) : (
                      <>
                        <Figure value={total.unpriced_tokens} format={count} />{' '}
                        <Link with={{ tab: 'prices' }} class="link">
                          give them a price
                        </Link>
                      </>
                    ),
                },
              ]}
            />
          </div>
          {total.tokens && <TokenSplit tokens={total.tokens} />}
        </>
      )}
    </Panel>
  );
}
