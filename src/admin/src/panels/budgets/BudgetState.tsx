import type { Budget } from '../../api/budgets';
import { rate, usd } from '../../format/numbers';
import { shortTime } from '../../format/time';
import { Meter } from '../../ui/Meter';
import { StateMark, type Level } from '../../ui/StateMark';
import { Unpriced } from '../../ui/Unpriced';
import './budgets.css';

const LOOKS: Record<Budget['state'], { level: Level; word: string; tone: 'good' | 'warn' | 'bad' }> = {
  ok: { level: 'good', word: 'within', tone: 'good' },
  warning: { level: 'warn', word: 'nearly used up', tone: 'warn' },
  exceeded: { level: 'bad', word: 'exceeded', tone: 'bad' },
};

export function budgetMark(state: Budget['state']) {
  const { level, word } = LOOKS[state];
  return <StateMark level={level} word={word} />;
}

/** How much of a budget is used, and where it leads. */
export function BudgetState({ budget }: { budget: Budget }) {
  const { tone } = LOOKS[budget.state];
  return (
    <div class="budget-state">
      <p class="budget-line">
        <span>
          <b class="budget-spent">{usd(budget.spent_usd)}</b> <span class="quiet">of {usd(budget.limit_usd)}</span>
          {budget.unpriced_tokens > 0 && <Unpriced tokens={budget.unpriced_tokens} />}
        </span>
        {budgetMark(budget.state)}
      </p>
      <Meter label={`${rate(budget.ratio)} of the budget is used`} ratio={budget.ratio} tone={tone} />
      <p class="budget-line quiet small">
        <span>{budget.remaining_usd < 0 ? `${usd(-budget.remaining_usd)} too much` : `${usd(budget.remaining_usd)} left`}</span>
        <span>
          {budget.forecast_usd !== null && `${usd(budget.forecast_usd)} expected by the end · `}
          until {shortTime(budget.period_end, budget.timezone)}
        </span>
      </p>
    </div>
  );
}
