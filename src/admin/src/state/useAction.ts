import { useState } from 'preact/hooks';
import { ApiProblem, sentenceOf } from '../api/problem';
import { toast } from './toasts';

export interface Action {
  busy: boolean;
  /** Why the last attempt failed, with the faults of each field. */
  problem: ApiProblem | null;
  /** Runs it, and says so when it is done. True when it went well. */
  run: (act: () => Promise<unknown>, done?: string) => Promise<boolean>;
}

/** Something that a press of a button starts. A form shows the problem where it is; elsewhere it is said in a toast. */
export function useAction({ inForm = false }: { inForm?: boolean } = {}): Action {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const run: Action['run'] = async (act, done) => {
    setBusy(true);
    setProblem(null);
    try {
      await act();
      if (done !== undefined) {
        toast(done, 'good');
      }

      return true;
    } catch (cause) {
      setProblem(cause instanceof ApiProblem ? cause : new ApiProblem(0, sentenceOf(cause)));
      if (!inForm) {
        toast(sentenceOf(cause), 'bad');
      }

      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run };
}

/** What the server said about one field, by the end of its JSON pointer. */
export function faultOf(problem: ApiProblem | null, pointer: string): string | null {
  return problem?.faults.find((fault) => fault.pointer === pointer || fault.pointer.endsWith(pointer))?.message ?? null;
}
