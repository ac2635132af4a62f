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
