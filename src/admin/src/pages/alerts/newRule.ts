import type { AlertRule } from '../../api/alerts';

/** A rule to begin with, under an id that is free. */
export function newRule(rules: readonly AlertRule[]): AlertRule {
  const taken = new Set(rules.map(({ id }) => id));
  let number = 1;
  while (taken.has(`rule-${number}`)) {
    number++;
  }

  return {
    id: `rule-${number}`,
    name: '',
    kind: 'success_rate',
    enabled: true,
    severity: 'warning',
    agent: null,
    threshold: 0.95,
    recover: null,
    for_seconds: 60,
    window_minutes: 15,
    minimum_executions: 20,
    baseline_factor: null,
    is_default: false,
  };
}
