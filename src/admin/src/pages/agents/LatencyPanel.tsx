import type { AgentAnswer } from '../../api/agent';
import { duration } from '../../format/numbers';
import type { Resource } from '../../state/resource';
import { Bar } from '../../ui/Bar';
import { Empty } from '../../ui/Empty';
import { Figure } from '../../ui/Figure';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';

const STEPS = [
  { id: 'p50', label: 'p50', says: 'half are faster' },
  { id: 'p90', label: 'p90', says: '9 of 10 are faster' },
  { id: 'p95', label: 'p95', says: '19 of 20 are faster' },
  { id: 'p99', label: 'p99', says: '99 of 100 are faster' },
  { id: 'max', label: 'Slowest', says: 'none took longer' },
] as const;

/** How its times are spread. */
export function LatencyPanel({ resource }: { resource: Resource<AgentAnswer> }) {
  return (
    <Panel
      title="Execution time"
      resource={resource}
      skeleton={<SkeletonRows rows={5} />}
      empty={{ when: ({ latency_ms }) => latency_ms.max === null, shows: <Empty title="No times reported">Executions that have a start and an end, or a duration, are counted here.</Empty> }}
    >
      {({ latency_ms }) => (
        <ul class="spread">
          {STEPS.map(({ id, label, says }) => (
            <li key={id} data-row={id}>
              <span class="spread-name">
                {label} <span class="quiet small">{says}</span>
              </span>
              <Figure value={latency_ms[id]} format={duration} unknown="—" />
              {/* One run that took for ever would make hairlines of the others. */}
              <Bar share={(latency_ms[id] ?? 0) / (latency_ms.p99 || latency_ms.max || 1)} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
