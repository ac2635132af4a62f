import type { ExecutionRow } from '../../api/types';
import { count } from '../../format/numbers';

/** One sentence about new rows; empty when there are none. */
export function summary(rows: readonly ExecutionRow[]): string {
  if (rows.length === 0) {
    return '';
  }

  const failed = rows.filter((row) => row.status === 'failure' || row.status === 'timeout').length;
  const news = `${count(rows.length)} new ${rows.length === 1 ? 'execution' : 'executions'}`;
  return failed === 0 ? news : `${news}, ${count(failed)} failed`;
}
