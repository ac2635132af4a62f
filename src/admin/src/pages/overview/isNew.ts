import type { Monitor } from '../../state/monitor';

/** True until the server has ever been told of an execution: the list of the newest knows no window and no filter. */
export function isNew({ executions, feed }: Monitor): boolean {
  return executions.value.value.data?.executions.length === 0 && feed.value.rows.length + feed.value.waiting.length === 0;
}
