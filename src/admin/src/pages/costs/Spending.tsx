import type { CostsAnswer } from '../../api/costs';
import { useResource } from '../../state/useResource';
import { windowPath } from '../../state/window';
import { Breakdown } from './Breakdown';
import { CostChart } from './CostChart';
import { CostKpis } from './CostKpis';
import { WhereFrom } from './WhereFrom';

/** What was spent: by day, and by whatever it was spent on. */
export function Spending() {
  const days = useResource<CostsAnswer>(windowPath('/api/analytics/costs', { zone: true }, { by: 'day' }), { on: ['metrics'], atMost: 5000 });
  // Days are whole ones, so their sum is that of a wider window; the breakdown below is that of the one that was asked for.
  const all = useResource<CostsAnswer>(windowPath('/api/analytics/costs', { zone: true }, { by: 'agent', limit: 100 }), { on: ['metrics'], atMost: 5000 });
  return (
    <>
      <CostKpis resource={all} />
      <div class="columns columns-wide columns-even">
        <CostChart resource={days} />
        <WhereFrom resource={all} />
      </div>
      <Breakdown />
    </>
  );
}
