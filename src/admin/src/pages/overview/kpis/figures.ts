import type { Budget } from '../../../api/budgets';
import type { Kpi, KpiName } from '../../../api/overview';
import type { Metrics } from '../../../api/types';
import { changeDelta, pointsChange, type Delta, type Meaning } from '../../../format/delta';
import { count, duration, portion, rate, shortCount, usd } from '../../../format/numbers';
import { reported } from '../../../format/reported';

/** What stands beside a figure, from answers that may come later or not at all. */
export interface Beside {
  metrics: Metrics | null;
  budget: Budget | null;
}

export interface FigureDefinition {
  id: string;
  label: string;
  title: string;
  kpi: KpiName;
  /** The page that tells more. */
  to: readonly string[];
  format: (value: number) => string;
  meaning: Meaning;
  /** Rates change by points. */
  isRate?: boolean;
  /** A sum that agents may leave out: nought is unknown where there were executions. */
  isOptional?: boolean;
  tone?: 'accent' | 'good' | 'bad';
  note: (beside: Beside) => string | null;
}

export const FIGURES: readonly FigureDefinition[] = [
  {
    id: 'executions',
    label: 'Executions',
    title: 'Finished: succeeded, failed or timed out',
    kpi: 'executions',
    to: ['agents'],
    format: shortCount,
    meaning: 'neutral',
    note: ({ metrics }) =>
      [
        metrics?.running && `${count(metrics.running)} running`,
        metrics !== null && metrics.cancelled > 0 && `${count(metrics.cancelled)} cancelled`,
      ]
        .filter(Boolean)
        .join(' · ') || null,
  },
  {
    id: 'success-rate',
    label: 'Success rate',
    title: 'Of the finished ones',
    kpi: 'success_rate',
    to: ['errors'],
    format: rate,
    meaning: 'up-is-good',
    isRate: true,
    tone: 'good',
    note: ({ metrics }) => (metrics !== null && metrics.failed > 0 ? `${count(metrics.failed)} failed` : null),
  },
  {
    id: 'p95',
    label: 'p95 time',
    title: '19 of 20 executions are faster',
    kpi: 'p95_ms',
    to: ['agents'],
    format: duration,
    meaning: 'up-is-bad',
    note: ({ metrics }) => (metrics?.latency_ms.p50 == null ? null : `half under ${duration(metrics.latency_ms.p50)}`),
  },
  {
    id: 'tokens',
    label: 'Tokens',
    title: 'Input and output, cached and reasoning ones included',
    kpi: 'total_tokens',
    to: ['costs'],
    format: shortCount,
    meaning: 'neutral',
    isOptional: true,
    note: () => null,
  },
  {
    id: 'cost',
    label: 'Cost',
    title: 'As reported, else by the price table',
    kpi: 'cost_usd',
    to: ['costs'],
    format: usd,
    meaning: 'up-is-bad',
    isOptional: true,
    note: ({ metrics, budget }) =>
      budget !== null
        ? `${portion(budget.ratio)} of ${budget.period} budget`
        : metrics !== null && metrics.unpriced_tokens > 0
          ? `${shortCount(metrics.unpriced_tokens)} tok unpriced`
          : null,
  },
];

export function valueOf({ isOptional }: FigureDefinition, kpi: Kpi, executions: number): number | null {
  return isOptional && kpi.value !== null ? reported(kpi.value, executions) : kpi.value;
}

export function deltaOf({ isRate, meaning, isOptional }: FigureDefinition, kpi: Kpi): Delta | null {
  if (kpi.value === null || (isOptional && kpi.value === 0)) {
    return null;
  }

  return (isRate ? pointsChange : changeDelta)(kpi.change, meaning);
}

/** The budget that everything counts against, the fullest of them. */
export function mainBudget(budgets: readonly Budget[] | undefined): Budget | null {
  const all = (budgets ?? []).filter(({ scope }) => scope === 'all');
  return all.reduce<Budget | null>((fullest, budget) => (fullest === null || budget.ratio > fullest.ratio ? budget : fullest), null);
}
