import type { ApiProblem } from '../api/problem';
import { CopyButton } from './CopyButton';
import { Icon } from './Icon';

/** Why there is nothing to show, and the way to try again. */
export function Problem({ problem, retry }: { problem: ApiProblem; retry: () => void }) {
  return (
    <div class="problem" role="group" aria-label="Problem">
      <Icon name="warning" class="problem-icon" />
      <p>{problem.message}</p>
      {problem.traceId && (
        <p class="quiet small request-id">
          Request <code>{problem.traceId}</code>
          <CopyButton text={problem.traceId} label="Copy request id" iconOnly />
        </p>
      )}
      <button type="button" class="button" onClick={retry}>
        <Icon name="retry" />
        Retry
      </button>
    </div>
  );
}
