import type { BudgetsAnswer } from '../../../api/budgets';
import type { OverviewAnswer } from '../../../api/overview';
import type { MetricsAnswer } from '../../../api/types';
import { parameter, span } from '../../../state/address';
import { useResource } from '../../../state/useResource';
import { windowPath } from '../../../state/window';
import { Kpi } from '../../../ui/Kpi';
import { Problem } from '../../../ui/Problem';
import { StaleNote } from '../../../ui/StaleNote';
import { ActiveUsers } from './ActiveUsers';
import { ActiveUsersDrawer } from './ActiveUsersDrawer';
import { deltaOf, FIGURES, mainBudget, valueOf, type Beside, type FigureDefinition } from './figures';

const FILTERS = ['agent', 'model', 'user'] as const;

/** The numbers that answer "is it working" at a glance. */
export function Kpis() {
  const overview = useResource<OverviewAnswer>(windowPath('/api/analytics/overview', { filters: FILTERS, zone: true }), { on: ['metrics'] });
  const metrics = useResource<MetricsAnswer>(windowPath('/api/admin/metrics', { filters: FILTERS }), { on: ['metrics'], atMost: 3000 });
  const budgets = useResource<BudgetsAnswer>('/api/admin/budgets', { on: ['budgets'], every: 120_000 });
  const { data, problem, at } = overview.value.value;
  const beside: Beside = {
    metrics: metrics.value.value.data?.metrics ?? null,
    budget: mainBudget(budgets.value.value.data?.budgets),
  };

  return (
    <section class="kpis" aria-label="Key figures">
      {data !== null && problem !== null && at !== null && (
        <p class="kpis-stale">
          <StaleNote at={at} says={problem.message} retry={() => void overview.refresh()} />
        </p>
      )}
      {data === null && problem !== null ? (
        <div class="panel">
          <Problem problem={problem} retry={() => void overview.refresh()} />
        </div>
      ) : (
        <dl class={problem === null ? 'kpi-row' : 'kpi-row stale'}>
          {FIGURES.map((figure) => (
            <Kpi key={figure.id} id={figure.id} label={figure.label} title={figure.title} to={figure.to} shown={shownOf(figure, data, beside)} />
          ))}
          <ActiveUsers />
        </dl>
      )}
      {parameter('show') === 'active' && <ActiveUsersDrawer />}
    </section>
  );
}

function shownOf(figure: FigureDefinition, data: OverviewAnswer | null, beside: Beside) {
  if (data === null) {
    return null;
  }

  const kpi = data.kpis[figure.kpi];
  return {
    value: valueOf(figure, kpi, data.kpis.executions.value ?? 0),
    format: figure.format,
    delta: deltaOf(figure, kpi),
    note: figure.note(beside),
    sparkline: kpi.sparkline,
    partial: span.value.kind === 'live',
    tone: figure.tone,
    floor: figure.isRate ? Math.min(0.9, ...kpi.sparkline.filter((rate) => rate !== null)) : 0,
  };
}
