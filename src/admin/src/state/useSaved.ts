import type { ApiProblem } from '../api/problem';
import { useMonitor } from './monitor';
import type { Resource } from './resource';
import { useAction, type Action } from './useAction';

interface Saved<T> extends Pick<Action, 'busy' | 'problem'> {
  /** Sends the whole of it in place of what was read; gives true when it went well. */
  put: (body: (data: T | null) => unknown, done: string) => Promise<boolean>;
}

/** Puts a whole document back, with the tag of the one that was read, so that nobody's change is lost. */
export function useSaved<T>(path: string, resource: Resource<T>, { inForm = false }: { inForm?: boolean } = {}): Saved<T> {
  const { api } = useMonitor();
  const { busy, problem, run } = useAction({ inForm });
  const put: Saved<T>['put'] = (body, done) =>
    run(async () => {
      const { data, etag } = resource.value.peek();
      try {
        const answer = await api.put<T>(path, body(data), etag);
        resource.know(answer.data, answer.etag);
      } catch (cause) {
        // Somebody was faster: what is there now is shown, and the change can be made again.
        if ((cause as ApiProblem).status === 412) {
          void resource.refresh();
        }

        throw cause;
      }
    }, done);
  return { busy, problem, put };
}
