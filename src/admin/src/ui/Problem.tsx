import type { ApiProblem } from '../api/problem';
import { Icon } from './Icon';

/** Why there is nothing to show, and the way to try again. */
export function Problem({ problem, retry }: { problem: ApiProblem; retry: () => void }) {
  return (
    <div class="problem" role="group" aria-label="Problem">
      <p>{problem.message}</p>
      {problem.traceId && <p class="quiet small">Request {problem.traceId}</p>}
      <button type="button" class="button" onClick={retry}>
        <Icon name="retry" />
        Retry
      </button>
    </div>
  );
}
