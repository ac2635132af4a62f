import type { ExecutionRow } from '../../api/types';
import type { SessionAnswer } from '../../api/sessions';
import { length } from '../../format/length';
import { duration, shortCount, usd } from '../../format/numbers';
import { timeOfDay } from '../../format/time';
import { showRun } from '../../state/address';
import type { List } from '../../state/useList';
import { Empty } from '../../ui/Empty';
import { MoreRows } from '../../ui/MoreRows';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { StatusMark } from '../../ui/StatusMark';
import { Time } from '../../ui/Time';
import { pauseBefore } from './pauses';

/** Execution after execution, with the pauses between them. */
export function Journey({ list }: { list: List<SessionAnswer, ExecutionRow> }) {
  return (
    <Panel
      title="Journey"
      note="oldest first"
      resource={list.resource}
      skeleton={<SkeletonRows rows={8} />}
      empty={{ when: () => list.rows.length === 0, shows: <Empty title="No executions kept">What was older than the retention is gone; the totals stay.</Empty> }}
    >
      {() => (
        <>
          <ol class="journey">
            {list.rows.map((row, at) => (
              <Step key={row.execution_id} row={row} pause={pauseBefore(list.rows, at)} />
            ))}
          </ol>
          <MoreRows list={list} />
        </>
      )}
    </Panel>
  );
}

function Step({ row, pause }: { row: ExecutionRow; pause: number | null }) {
  const figures = [
    row.execution_time_ms === null ? null : duration(row.execution_time_ms),
    row.tokens_used === null ? null : `${shortCount(row.tokens_used)} tok`,
    row.cost_usd === null ? null : usd(row.cost_usd),
  ].filter((text) => text !== null);
  return (
    <li class={`step step-${row.status}`} data-execution={row.execution_id}>
      {pause !== null && <p class="step-pause quiet small">{length(pause)} later</p>}
      <button type="button" class="step-run" data-walk data-run={row.execution_id} onClick={() => showRun(row.execution_id)}>
        <span class="step-dot">
          <StatusMark status={row.status} />
        </span>
        <span class="step-line">
          <b>{row.agent_name}</b>
          <span class="quiet">{row.model_used}</span>
          <span class="step-time quiet">
            <Time of={row.started_at ?? row.created_at} format={timeOfDay} />
          </span>
        </span>
        <span class="step-line small">
          <span class="quiet numbers">{figures.join(' · ')}</span>
          {(row.error_type ?? row.error_message) && <span class="attention step-error">{[row.error_type, row.error_message].filter(Boolean).join(': ')}</span>}
        </span>
      </button>
    </li>
  );
}
