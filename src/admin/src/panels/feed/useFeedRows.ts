import type { ExecutionRow, ExecutionsAnswer } from '../../api/types';
import { filters } from '../../state/address';
import { FEED_ROWS } from '../../state/feed';
import { useMonitor } from '../../state/monitor';
import type { Resource } from '../../state/resource';
import { useResource } from '../../state/useResource';
import { filterValues, pathWith } from '../../state/window';
import { joined, matching } from './matching';

const FILTERS = ['agent', 'model', 'user', 'status'] as const;

interface FeedRows {
  rows: readonly ExecutionRow[];
  waiting: number;
  resource: Resource<ExecutionsAnswer>;
}

/** The feed as the filters leave it. Few of the last fifty may pass, so the server is asked for fifty that do. */
export function useFeedRows(): FeedRows {
  const { feed, executions } = useMonitor();
  const on = filters.value;
  const { rows, waiting, paused } = feed.value;
  const narrowed = on.length > 0;
  // Without filters the feed itself has asked already.
  const listed = useResource<ExecutionsAnswer>(
    pathWith('/api/executions', { limit: FEED_ROWS, ...filterValues(FILTERS) }),
    { every: narrowed && !paused ? 30_000 : 0, idle: !narrowed },
  );
  const found = listed.value.value.data?.executions ?? [];
  return narrowed
    ? { rows: joined(matching(rows, on), found, FEED_ROWS), waiting: matching(waiting, on).length, resource: listed }
    : { rows, waiting: waiting.length, resource: executions };
}
