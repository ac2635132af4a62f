import type { ExecutionRow } from '../../api/types';

const WORTH_SAYING_MS = 60_000;

/** Milliseconds between the end of the step before and the start of this one, where somebody would notice them. */
export function pauseBefore(steps: readonly ExecutionRow[], at: number): number | null {
  const [before, step] = [steps[at - 1], steps[at]];
  if (before === undefined || step === undefined) {
    return null;
  }

  const pause = Date.parse(step.started_at ?? step.created_at) - Date.parse(before.ended_at ?? before.created_at);
  return pause >= WORTH_SAYING_MS ? pause : null;
}
