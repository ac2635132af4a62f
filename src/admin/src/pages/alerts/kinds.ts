import type { AlertKind, AlertRule, AlertSeverity } from '../../api/alerts';
import { length, share } from '../../format/length';
import { count, duration, usd } from '../../format/numbers';
import type { Level } from '../../ui/StateMark';

export interface Kind {
  label: string;
  /** What stands before the threshold in a sentence. */
  fault: string;
  unit: string;
  format: (value: number) => string;
  /** It can be asked of one agent alone. */
  hasAgent: boolean;
  /** With few executions it says little. */
  needsExecutions: boolean;
  hasWindow: boolean;
}

const kind = (label: string, fault: string, unit: string, format: Kind['format'], traits: Partial<Kind> = {}): Kind => ({
  label, fault, unit, format, hasAgent: false, needsExecutions: false, hasWindow: false, ...traits,
});

const executions = { hasAgent: true, needsExecutions: true, hasWindow: true };

/** What a rule can look at, and in which unit. */
export const KINDS: Readonly<Record<AlertKind, Kind>> = {
  success_rate: kind('Success rate', 'below', 'ratio, 0 to 1', share, executions),
  error_rate: kind('Error rate', 'above', 'ratio, 0 to 1', share, executions),
  latency_p95: kind('p95 time', 'above', 'milliseconds', duration, executions),
  cost: kind('Cost', 'above', 'USD in the window', usd, { hasAgent: true, hasWindow: true }),
  budget: kind('Budget', 'at', 'ratio, 1 is all of it', share),
  no_data: kind('Executions', 'fewer than', 'executions in the window', count, { hasAgent: true, hasWindow: true }),
  feed_lag: kind('Lag of the numbers', 'above', 'milliseconds', length),
  dead_letters: kind('Dead letters', 'more than', 'changes', count),
  escalations_waiting: kind('Escalations that wait', 'more than', 'longer than the window', count, { hasWindow: true }),
  anomaly: kind('Anomaly', 'beyond', 'standard deviations', (value) => `${count(value)} σ`, executions),
};

export const SEVERITIES: Readonly<Record<AlertSeverity, Level>> = { info: 'quiet', warning: 'warn', critical: 'bad' };

/** When a rule fires, in words. */
export function conditionOf(rule: AlertRule): string {
  const { label, fault, format, hasWindow, needsExecutions } = KINDS[rule.kind];
  const limit =
    rule.baseline_factor === null
      ? `${fault} ${rule.threshold === null ? '—' : format(rule.threshold)}`
      : `above ${rule.baseline_factor} times what is usual${rule.threshold === null ? '' : `, and ${format(rule.threshold)}`}`;
  return [
    `${label} ${limit}`,
    hasWindow && `over ${length(rule.window_minutes * 60_000)}`,
    rule.for_seconds > 0 && `for ${length(rule.for_seconds * 1000)}`,
    needsExecutions && rule.minimum_executions > 0 && `with at least ${count(rule.minimum_executions)} executions`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** `agent:tutor` as people say it. */
export function subjectName(subject: string | null): string | null {
  const at = subject?.indexOf(':') ?? -1;
  return subject === null ? null : at < 0 ? subject : subject.slice(at + 1);
}
