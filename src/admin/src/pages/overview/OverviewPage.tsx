import { isNew } from './isNew';
import { FirstRun } from '../../panels/first-run/FirstRun';
import { Feed } from '../../panels/feed/Feed';
import { useMonitor } from '../../state/monitor';
import { useResource } from '../../state/useResource';
import type { MetricsAnswer } from '../../api/types';
import { windowPath } from '../../state/window';
import { AgentsPanel } from './AgentsPanel';
import { ErrorsPanel } from './ErrorsPanel';
import { HealthStrip } from './HealthStrip';
import { Kpis } from './Kpis';
import './overview.css';

/** Is it working, who uses it, what fails, what does it cost, and what is happening right now. */
export default function OverviewPage() {
  const monitor = useMonitor();
  const metrics = useResource<MetricsAnswer>(windowPath('/api/admin/metrics', { filters: ['agent', 'model', 'user'] }), { on: ['metrics'] });
  if (isNew(monitor, metrics)) {
    return <FirstRun />;
  }

  return (
    <>
      <h1 class="unseen">Overview</h1>
      <HealthStrip />
      <Kpis resource={metrics} />
      <div class="overview-columns">
        <div class="column">
          <AgentsPanel />
          <ErrorsPanel />
        </div>
        <Feed />
      </div>
    </>
  );
}
