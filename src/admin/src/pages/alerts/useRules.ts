import type { AlertRule, AlertsAnswer } from '../../api/alerts';
import type { ApiProblem } from '../../api/problem';
import { useMonitor } from '../../state/monitor';
import type { Resource } from '../../state/resource';
import { useAction } from '../../state/useAction';

export interface Rules {
  busy: boolean;
  problem: ApiProblem | null;
  /** Puts a rule in the place of the one with its id, or at the end. */
  save: (rule: AlertRule, done: string) => Promise<boolean>;
  remove: (rule: AlertRule) => Promise<boolean>;
}

/** Changes rules; all of them are sent, with the tag of those that were read, so that nobody's change is lost. */
export function useRules(resource: Resource<AlertsAnswer>): Rules {
  const { api } = useMonitor();
  const { busy, problem, run } = useAction();
  const put = (change: (rules: readonly AlertRule[]) => readonly AlertRule[], done: string) =>
    run(async () => {
      const { data, etag } = resource.value.peek();
      try {
        const answer = await api.put<AlertsAnswer>('/api/admin/alerts', { rules: change(data?.rules ?? []) }, etag);
        resource.know(answer.data, answer.etag);
      } catch (cause) {
        // Somebody was faster: what is there now is shown, and the change can be made again.
        if ((cause as ApiProblem).status === 412) {
          void resource.refresh();
        }

        throw cause;
      }
    }, done);
  return {
    busy,
    problem,
    save: (rule, done) =>
      put((rules) => (rules.some(({ id }) => id === rule.id) ? rules.map((each) => (each.id === rule.id ? rule : each)) : [...rules, rule]), done),
    remove: (rule) => put((rules) => rules.filter(({ id }) => id !== rule.id), `“${rule.name}” is gone.`),
  };
}
