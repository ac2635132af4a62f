import type { ExecutionRow } from '../api/types';

/** The rows of an execution frame: one, or, when the server coalesced several, a list of them, newest first. */
export function rowsOf(data: unknown): ExecutionRow[] {
  if (Array.isArray(data)) {
    return data.filter(isRow);
  }

  if (typeof data !== 'object' || data === null) {
    return [];
  }

  const { executions, execution } = data as { executions?: unknown; execution?: unknown };
  return executions !== undefined ? rowsOf(executions) : [execution ?? data].filter(isRow);
}

function isRow(value: unknown): value is ExecutionRow {
  const row = value as Partial<ExecutionRow> | null;
  return typeof row?.execution_id === 'string' && typeof row.agent_name === 'string' && typeof row.status === 'string';
}
