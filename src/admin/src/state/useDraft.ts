import { useState } from 'preact/hooks';
import type { ApiProblem } from '../api/problem';
import { faultOf } from './useAction';

export interface Draft<T> {
  draft: T;
  change: (changes: Partial<T>) => void;
  /** What the server said of one member, once this draft was sent. */
  fault: (member: string) => string | null;
  /** What it said that belongs to no member. */
  message: string | null;
  /** Sends it: from now on, what went wrong is about this draft and not about an earlier one. */
  send: (act: () => Promise<boolean>) => Promise<boolean>;
}

interface DraftOptions {
  problem: ApiProblem | null;
  /** The members that have a field, and thus a place for their fault. */
  members: readonly string[];
  /** Where the members stand in what is sent. */
  at?: string;
}

/** What is written into a form until it is saved. */
export function useDraft<T>(begun: T, { problem, members, at = '' }: DraftOptions): Draft<T> {
  const [draft, write] = useState(begun);
  const [sent, note] = useState(false);
  const fault = (member: string) => (sent ? faultOf(problem, `${at}/${member}`) : null);
  return {
    draft,
    change: (changes) => write({ ...draft, ...changes }),
    fault,
    message: sent && problem !== null && members.every((member) => fault(member) === null) ? problem.message : null,
    send: (act) => {
      note(true);
      return act();
    },
  };
}
