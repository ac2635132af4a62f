import type { ExecutionRow } from '../../api/types';
import type { Filter } from '../../state/address';

type On = readonly { name: Filter; value: string }[];

const FIELDS: Readonly<Record<Filter, (row: ExecutionRow) => string | null>> = {
  agent: (row) => row.agent_name,
  model: (row) => row.model_used,
  user: (row) => row.user_id,
  status: (row) => row.status,
};

/** The rows that pass every filter. */
export function matching(rows: readonly ExecutionRow[], filters: On): readonly ExecutionRow[] {
  return filters.length === 0 ? rows : rows.filter((row) => filters.every(({ name, value }) => FIELDS[name](row) === value));
}

/** What was pushed and passes stands above what the server lists; a row that both have is told as it was pushed. */
export function joined(pushed: readonly ExecutionRow[], listed: readonly ExecutionRow[], most: number): readonly ExecutionRow[] {
  const known = new Set(pushed.map((row) => row.execution_id));
  return [...pushed, ...listed.filter((row) => !known.has(row.execution_id))].slice(0, most);
}
