import type { ExecutionDetail, ExecutionRow } from '../../api/types';
import { duration } from '../../format/numbers';
import { Link } from '../../ui/Link';
import { StatusMark } from '../../ui/StatusMark';
import { now } from '../../state/clock';
import { spansOf } from './waterfall';

const titleOf = (offset: number | null, took: number | null) =>
  [offset !== null && `began after ${duration(offset)}`, took !== null && `took ${duration(took)}`].filter(Boolean).join(', ');

/** The run above what it called, each as long as it took and where it began. */
export function Waterfall({ record, children }: { record: ExecutionDetail; children: readonly ExecutionRow[] }) {
  if (children.length === 0) {
    return null;
  }

  const { spans, total } = spansOf(record, children, record['status'] === 'running' ? now.value : now.peek());
  return (
    <section class="waterfall" aria-label="What it called">
      <h3>What it called</h3>
      <ol>
        {spans.map(({ id, agent, status, offset, duration: took }, index) => (
          <li key={id}>
            <Link with={{ run: id }} class="waterfall-row" current={index === 0} title={titleOf(offset, took)}>
              <StatusMark status={status} />
              <span class={index === 0 ? 'waterfall-agent' : 'waterfall-agent waterfall-child'}>{agent}</span>
              <svg class={`waterfall-bar status-${status}`} viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class="bar-all" width="1000" height="10" />
                {offset !== null && (
                  <rect class="waterfall-span" x={(offset / total) * 1000} width={Math.max(4, ((took ?? 0) / total) * 1000)} height="10" />
                )}
              </svg>
              <span class="waterfall-time">{took === null ? '—' : duration(took)}</span>
            </Link>
          </li>
        ))}
      </ol>
      <p class="waterfall-scale" aria-hidden="true">
        <span>0</span>
        <span>{duration(total)}</span>
      </p>
    </section>
  );
}
