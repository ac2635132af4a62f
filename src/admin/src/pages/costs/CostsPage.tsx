import { PageHead } from '../../ui/PageHead';
import { subPage, SubPages, type SubPage } from '../../ui/SubPages';
import { Budgets } from './budgets/Budgets';
import { Prices } from './prices/Prices';
import { Spending } from './Spending';
import './costs.css';

const PAGES: readonly SubPage<'spending' | 'budgets' | 'prices'>[] = [
  { id: 'spending', label: 'Spending' },
  { id: 'budgets', label: 'Budgets' },
  { id: 'prices', label: 'Prices' },
];

/** What it costs, what it may cost, and what a token costs. */
export default function CostsPage() {
  const shown = subPage(PAGES);
  return (
    <>
      <PageHead title="Costs" marks={<SubPages label="Parts of this page" pages={PAGES} />} />
      {shown === 'spending' && <Spending />}
      {shown === 'budgets' && <Budgets />}
      {shown === 'prices' && <Prices />}
    </>
  );
}
