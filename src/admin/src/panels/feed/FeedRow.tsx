import type { ExecutionRow } from '../../api/types';
import { duration, shortCount, usd } from '../../format/numbers';
import { showRun } from '../../state/address';
import { Age } from '../../ui/Age';
import { StatusMark } from '../../ui/StatusMark';

/** One execution in two lines; opens its record. */
export function FeedRow({ row, fresh }: { row: ExecutionRow; fresh: boolean }) {
  return (
    <li class={fresh ? 'feed-row fresh' : 'feed-row'} data-execution={row.execution_id}>
      <button type="button" data-walk data-run={row.execution_id} onClick={() => showRun(row.execution_id)}>
        <StatusMark status={row.status} />
        <span class="feed-line">
          <span class="feed-agent">{row.agent_name}</span>
          {row.flags?.includes('derived') && (
            <span class="tag" title="Parts of this record were derived by an import, not reported by an agent">
              derived
            </span>
          )}
          <span class="feed-age quiet">
            <Age of={row.ended_at ?? row.created_at} />
          </span>
        </span>
        <span class="feed-line feed-foot">
          <span class="feed-user quiet" title={row.user_id ?? undefined}>
            {row.user_name ?? row.user_id ?? 'user not reported'}
          </span>
          <span class="feed-figures quiet">
            {row.error_type && (
              <span class="feed-error" title={row.error_type}>
                {row.error_type}
              </span>
            )}
            <span>{figuresOf(row).join(' · ')}</span>
          </span>
        </span>
      </button>
    </li>
  );
}

// What was not reported is left out of so small a line; the record in the drawer says so.
function figuresOf(row: ExecutionRow): string[] {
  return [
    row.execution_time_ms === null ? null : duration(row.execution_time_ms),
    row.tokens_used === null ? null : `${shortCount(row.tokens_used)} tok`,
    row.cost_usd === null ? null : usd(row.cost_usd),
  ].filter((text) => text !== null && text !== undefined);
}
