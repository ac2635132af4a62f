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
  return (
    <>
      <CostKpis resource={days} />
      <div class="columns columns-wide">
        <CostChart resource={days} />
        <WhereFrom resource={days} />
      </div>
      <Breakdown />
    </>
  );
}
