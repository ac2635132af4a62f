import { Feed } from '../../panels/feed/Feed';
import { FirstRun } from '../../panels/first-run/FirstRun';
import { TopUsers } from '../../panels/users/TopUsers';
import { useMonitor } from '../../state/monitor';
import { AgentsPanel } from './AgentsPanel';
import { ChartPanel } from './chart/ChartPanel';
import { ErrorsPanel } from './ErrorsPanel';
import { HealthStrip } from './HealthStrip';
import { HeatmapPanel } from './heatmap/HeatmapPanel';
import { isNew } from './isNew';
import { Kpis } from './kpis/Kpis';
import './overview.css';

/** Is it working, who uses it, what fails, what does it cost, and what is happening right now. */
export default function OverviewPage() {
  if (isNew(useMonitor())) {
    return <FirstRun />;
  }

  return (
    <>
      <h1 class="unseen">Overview</h1>
      <HealthStrip />
      <Kpis />
      <div class="beside-feed">
        <div class="column">
          <ChartPanel />
          <div class="columns columns-2">
            <AgentsPanel />
            <HeatmapPanel />
          </div>
          <div class="columns columns-2">
            <ErrorsPanel />
            <TopUsers
              advice={
                <>
                  Executions that name a <code>user_id</code> are counted here.
                </>
              }
            />
          </div>
        </div>
        <Feed />
      </div>
    </>
  );
}
