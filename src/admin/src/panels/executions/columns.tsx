import type { ExecutionRow } from '../../api/types';
import { duration, shortCount, usd } from '../../format/numbers';
import { showRun } from '../../state/address';
import { Figure } from '../../ui/Figure';
import { Link } from '../../ui/Link';
import { StatusMark } from '../../ui/StatusMark';
import type { Column } from '../../ui/table/DataTable';
import { Time } from '../../ui/Time';

/** What a list of executions needs of each; lists of errors have less than others. */
export type ListedExecution = Pick<
  ExecutionRow,
  'execution_id' | 'agent_name' | 'user_id' | 'status' | 'error_message' | 'error_type' | 'model_used' | 'execution_time_ms' | 'created_at'
> &
  Partial<Pick<ExecutionRow, 'user_name' | 'tokens_used' | 'cost_usd' | 'ended_at'>>;

export type ExecutionColumn = 'agent' | 'user' | 'error' | 'model' | 'time' | 'tokens' | 'cost';

type Columns = Readonly<Record<ExecutionColumn, Column<ListedExecution>>>;

const COLUMNS: Columns = {
  agent: {
    id: 'agent',
    label: 'Agent',
    text: true,
    cell: ({ agent_name }) => <Link to={['agents', agent_name]}>{agent_name}</Link>,
  },
  user: {
    id: 'user',
    label: 'User',
    text: true,
    class: 'clipped roomy',
    cell: ({ user_id, user_name }) =>
      user_id === null ? (
        <span class="unknown">not reported</span>
      ) : (
        <Link to={['users', user_id]} title={user_id}>
          {user_name ?? user_id}
        </Link>
      ),
  },
  error: {
    id: 'error',
    label: 'Error',
    text: true,
    class: 'wraps',
    cell: ({ error_type, error_message }) =>
      error_type || error_message ? (
        <span class="error-line">
          {error_type && <b>{error_type} </b>}
          {error_message}
        </span>
      ) : (
        <span class="unknown">—</span>
      ),
  },
  model: { id: 'model', label: 'Model', text: true, class: 'spacious', cell: ({ model_used }) => model_used ?? <span class="unknown">—</span> },
  time: { id: 'time', label: 'Time', cell: ({ execution_time_ms }) => <Figure value={execution_time_ms} format={duration} unknown="—" /> },
  tokens: { id: 'tokens', label: 'Tokens', class: 'roomy', cell: ({ tokens_used }) => <Figure value={tokens_used} format={shortCount} unknown="—" /> },
  cost: { id: 'cost', label: 'Cost', cell: ({ cost_usd }) => <Figure value={cost_usd} format={usd} unknown="—" /> },
};

/** The moment and the outcome first: they name the row, and pressing them opens its record. */
const WHEN: Column<ListedExecution> = {
  id: 'when',
  label: 'Ended',
  cell: ({ execution_id, status, ended_at, created_at }) => (
    <button type="button" class="run-link" data-walk data-run={execution_id} onClick={() => showRun(execution_id)}>
      <StatusMark status={status} />
      <Time of={ended_at ?? created_at} />
    </button>
  ),
};

export function executionColumns(names: readonly ExecutionColumn[]): readonly Column<ListedExecution>[] {
  return [WHEN, ...names.map((name) => COLUMNS[name])];
}
