import { useState } from 'preact/hooks';
import type { EscalationRow, EscalationState, EscalationsAnswer } from '../../../api/sessions';
import { count, duration } from '../../../format/numbers';
import { change, parameter } from '../../../state/address';
import { useList } from '../../../state/useList';
import { pathWith } from '../../../state/window';
import { Choice } from '../../../ui/Choice';
import { Empty } from '../../../ui/Empty';
import { Kpi } from '../../../ui/Kpi';
import { MoreRows } from '../../../ui/MoreRows';
import { Panel } from '../../../ui/Panel';
import { SkeletonRows } from '../../../ui/Skeleton';
import { DataTable } from '../../../ui/table/DataTable';
import { escalationColumns } from './columns';
import { MoveDialog } from './MoveDialog';

const STATES = [
  { id: 'pending', shows: 'Pending' },
  { id: 'in_progress', shows: 'In progress' },
  { id: 'resolved', shows: 'Resolved' },
  { id: 'all', shows: 'All' },
] as const;

/** Executions that were handed to a person, the longest wait first. */
export function Escalations() {
  const [moving, move] = useState<{ row: EscalationRow; to: EscalationState } | null>(null);
  const state = STATES.find(({ id }) => id === parameter('state'))?.id ?? 'pending';
  const list = useList<EscalationsAnswer, EscalationRow>(
    pathWith('/api/admin/escalations', { state: state === 'all' ? null : state, limit: 50 }),
    ({ escalations, next_cursor }) => ({ rows: escalations, next: next_cursor }),
    ({ execution_id }) => execution_id,
    { on: ['executions'], atMost: 3000, every: 30_000 },
  );
  const { data, problem } = list.resource.value.value;
  const counts = data?.counts ?? null;
  return (
    <>
      {(counts !== null || problem === null) && (
        <section class="kpis" aria-label="Escalations in numbers">
          <dl class={problem === null ? 'kpi-row' : 'kpi-row stale'}>
            <Kpi id="pending" label="Pending" onOpen={() => change({ state: null })} shown={counts && { value: counts.pending, format: count, note: counts.critical > 0 ? `${count(counts.critical)} critical open` : 'nobody has them yet' }} />
            <Kpi id="in_progress" label="In progress" onOpen={() => change({ state: 'in_progress' })} shown={counts && { value: counts.in_progress, format: count }} />
            <Kpi id="resolved" label="Resolved" onOpen={() => change({ state: 'resolved' })} shown={counts && { value: counts.resolved, format: count }} />
            <Kpi id="today" label="Raised today" shown={counts && { value: counts.today, format: count }} />
            <Kpi id="wait" label="Average wait" shown={counts && { value: counts.average_wait_ms, format: duration, note: 'until somebody took it' }} />
          </dl>
        </section>
      )}
      <Panel
        title="Queue"
        tools={<Choice label="In which state" value={state} options={STATES} choose={(id) => change({ state: id === 'pending' ? null : id })} />}
        resource={list.resource}
        skeleton={<SkeletonRows rows={6} />}
        empty={{
          when: () => list.rows.length === 0,
          shows:
            state === 'pending' ? (
              <Empty title="Nobody waits">Executions whose <code>escalation.state</code> is <code>pending</code> appear here.</Empty>
            ) : (
              <Empty title="None in this state">Choose another above.</Empty>
            ),
        }}
      >
        {() => (
          <>
            <DataTable label="Escalations" columns={escalationColumns((row, to) => move({ row, to }))} rows={list.rows} idOf={({ execution_id }) => execution_id} rowClass={({ severity, state }) => (severity === 'critical' && state !== 'resolved' ? 'urgent' : '')} />
            <MoreRows list={list} />
          </>
        )}
      </Panel>
      {moving && <MoveDialog row={moving.row} to={moving.to} close={() => move(null)} />}
    </>
  );
}
