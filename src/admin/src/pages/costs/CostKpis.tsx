import type { CostsAnswer } from '../../api/costs';
import { relativeDelta } from '../../format/delta';
import { count, usd } from '../../format/numbers';
import type { Resource } from '../../state/resource';
import { span } from '../../state/address';
import { Kpi } from '../../ui/Kpi';
import { Problem } from '../../ui/Problem';

/** What it cost, of late and altogether, and where this month leads. */
export function CostKpis({ resource }: { resource: Resource<CostsAnswer> }) {
  const { data, problem } = resource.value.value;
  const periods = data?.periods ?? null;
  if (data === null && problem !== null) {
    return (
      <section class="panel" aria-label="Costs in numbers">
        <Problem problem={problem} retry={() => void resource.refresh()} />
      </section>
    );
  }

  const window = span.value;
  return (
    <section class="kpis" aria-label="Costs in numbers">
      <dl class={problem === null ? 'kpi-row' : 'kpi-row stale'}>
        <Kpi
          id="window"
          label={window.kind === 'live' ? window.range.label : 'In the period'}
          shown={
            data && {
              value: data.total.total_cost_usd,
              format: usd,
              delta: relativeDelta(data.total.total_cost_usd, data.previous.total_cost_usd, 'up-is-bad'),
              note: `${count(data.total.total_requests)} executions`,
            }
          }
        />
        <Kpi id="today" label="Today" shown={periods && { value: periods.today, format: usd }} />
        <Kpi id="week" label="This week" shown={periods && { value: periods.this_week, format: usd }} />
        <Kpi id="month" label="This month" shown={periods && { value: periods.this_month, format: usd, note: periods.last_month === 0 ? 'nothing last month' : `last month ${usd(periods.last_month)}` }} />
        <Kpi
          id="forecast"
          label="Expected this month"
          title="As the days of this month went so far"
          shown={
            periods && {
              value: periods.forecast_month,
              format: usd,
              note: periods.forecast_month === null ? 'too early to tell' : 'at the pace so far',
              delta: periods.forecast_month === null || periods.last_month === 0 ? undefined : relativeDelta(periods.forecast_month, periods.last_month, 'up-is-bad'),
            }
          }
        />
        <Kpi id="total" label="Altogether" shown={periods && { value: periods.total, format: usd }} />
      </dl>
    </section>
  );
}
