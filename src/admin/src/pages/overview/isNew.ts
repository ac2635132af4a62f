import type { MetricsAnswer } from '../../api/types';
import { filters } from '../../state/address';
import type { Monitor } from '../../state/monitor';
import type { Resource } from '../../state/resource';

/** True until the server has ever been told of an execution. */
export function isNew({ executions, feed }: Monitor, resource: Resource<MetricsAnswer>): boolean {
  const metrics = resource.value.value.data?.metrics;
  const list = executions.value.value.data;
  const nothing = metrics !== undefined && metrics.total_requests + (metrics.running ?? 0) + metrics.cancelled === 0;
  return nothing && filters.value.length === 0 && list?.executions.length === 0 && feed.value.rows.length === 0;
}
