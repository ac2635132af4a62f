import type { MonitorHealthAnswer } from '../../api/monitor';
import { useResource } from '../../state/useResource';
import { Age } from '../../ui/Age';
import { PageHead } from '../../ui/PageHead';
import { ApiPanel } from './ApiPanel';
import { DeadLettersPanel } from './DeadLettersPanel';
import { DependenciesPanel } from './DependenciesPanel';
import { healthMark } from './looks';
import { ProcessPanel } from './ProcessPanel';
import { ReconcilePanel } from './ReconcilePanel';
import { StorePanel } from './StorePanel';
import { UptimePanel } from './UptimePanel';
import './health.css';

/** How the monitor itself is: whether its numbers can be trusted, and what to do where they cannot. */
export default function HealthPage() {
  const resource = useResource<MonitorHealthAnswer>('/api/admin/health', { on: ['health'], every: 15_000 });
  const { data } = resource.value.value;
  return (
    <>
      <PageHead
        title="Health"
        marks={
          data && (
            <>
              {healthMark(data.state)}
              <span class="quiet small">
                checked <Age of={data.checked_at} long />
              </span>
            </>
          )
        }
      />
      <DependenciesPanel resource={resource} />
      <div class="columns columns-2">
        <ProcessPanel resource={resource} />
        <StorePanel resource={resource} />
      </div>
      <UptimePanel resource={resource} />
      <div class="columns columns-2">
        <ReconcilePanel />
        <DeadLettersPanel />
      </div>
      <ApiPanel />
    </>
  );
}
