import type { AlertRule, AlertsAnswer } from '../../api/alerts';
import type { ApiProblem } from '../../api/problem';
import type { Resource } from '../../state/resource';
import { useSaved } from '../../state/useSaved';

export interface Rules {
  busy: boolean;
  problem: ApiProblem | null;
  /** Puts a rule in the place of the one with its id, or at the end. */
  save: (rule: AlertRule, done: string) => Promise<boolean>;
  remove: (rule: AlertRule) => Promise<boolean>;
}

/** Changes rules; all of them are sent. */
export function useRules(resource: Resource<AlertsAnswer>): Rules {
  const { busy, problem, put } = useSaved<AlertsAnswer>('/api/admin/alerts', resource);
  const putAll = (change: (rules: readonly AlertRule[]) => readonly AlertRule[], done: string) =>
    put((data) => ({ rules: change(data?.rules ?? []) }), done);
  return {
    busy,
    problem,
    save: (rule, done) =>
      putAll((rules) => (rules.some(({ id }) => id === rule.id) ? rules.map((each) => (each.id === rule.id ? rule : each)) : [...rules, rule]), done),
    remove: (rule) => putAll((rules) => rules.filter(({ id }) => id !== rule.id), `“${rule.name}” is gone.`),
  };
}
