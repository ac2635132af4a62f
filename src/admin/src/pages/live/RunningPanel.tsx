import type { ExecutionRow, ExecutionsAnswer } from '../../api/types';
import { count, duration } from '../../format/numbers';
import { showRun } from '../../state/address';
import { now } from '../../state/clock';
import { useResource } from '../../state/useResource';
import { filterValues, pathWith } from '../../state/window';
import { Empty } from '../../ui/Empty';
import { Figure } from '../../ui/Figure';
import { Link } from '../../ui/Link';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { DataTable, type Column } from '../../ui/table/DataTable';

const MOST = 50;
const FILTERS = ['agent', 'model', 'user'] as const;

const COLUMNS: readonly Column<ExecutionRow>[] = [
  {
    id: 'agent',
    label: 'Agent',
    text: true,
    value: ({ agent_name }) => agent_name,
    cell: ({ agent_name, execution_id }) => (
      <button type="button" class="link row-link" data-walk data-run={execution_id} onClick={() => showRun(execution_id)}>
        {agent_name}
      </button>
    ),
  },
  { id: 'user', label: 'User', text: true, value: ({ user_id }) => user_id, cell: ({ user_id, user_name }) => (user_id === null ? <span class="unknown">not reported</span> : <Link to={['users', user_id]} title={user_id}>{user_name ?? user_id}</Link>) },
  { id: 'model', label: 'Model', text: true, class: 'roomy', value: ({ model_used }) => model_used, cell: ({ model_used }) => model_used ?? <span class="unknown">not reported</span> },
  { id: 'for', label: 'Running for', value: (row) => -startOf(row), cell: (row) => <Elapsed row={row} /> },
];

/** What is not finished, the longest first. */
export function RunningPanel() {
  const resource = useResource<ExecutionsAnswer>(pathWith('/api/executions', { status: 'running', limit: MOST, ...filterValues(FILTERS) }), {
    on: ['executions'],
    every: 10_000,
  });
  const data = resource.value.value.data;
  return (
    <Panel
      title="Running"
      note={data !== null && `${count(data.executions.length)}${data.executions.length < MOST ? '' : ' and more'}`}
      resource={resource}
      follows={FILTERS}
      skeleton={<SkeletonRows rows={3} />}
      empty={{
        when: ({ executions }) => executions.length === 0,
        shows: <Empty title="Nothing runs just now">An execution that is posted as <code>running</code> stands here until it is finished.</Empty>,
      }}
    >
      {({ executions }) => (
        <DataTable label="Running executions" columns={COLUMNS} rows={executions} idOf={({ execution_id }) => execution_id} usual={{ by: 'for', descending: true }} open={({ execution_id }) => showRun(execution_id)} />
      )}
    </Panel>
  );
}

function Elapsed({ row }: { row: ExecutionRow }) {
  return <Figure value={Math.max(0, Math.floor((now.value - startOf(row)) / 1000) * 1000)} format={duration} />;
}

function startOf({ started_at, created_at }: ExecutionRow): number {
  return Date.parse(started_at ?? created_at);
}
