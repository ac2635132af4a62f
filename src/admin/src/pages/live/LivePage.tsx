import type { RealtimeAnswer } from '../../api/realtime';
import { Feed } from '../../panels/feed/Feed';
import { useResource } from '../../state/useResource';
import { LiveCharts } from './LiveCharts';
import { LiveFigures } from './LiveFigures';
import { LiveSessions } from './LiveSessions';
import { RunningPanel } from './RunningPanel';
import './live.css';

/** What is happening right now. */
export default function LivePage() {
  const realtime = useResource<RealtimeAnswer>('/api/admin/realtime', { on: ['metrics', 'health'], atMost: 5000, every: 10_000 });
  return (
    <>
      <h1 class="unseen">Live</h1>
      <LiveFigures realtime={realtime} />
      <div class="beside-feed">
        <div class="column">
          <LiveCharts />
          <RunningPanel />
          <LiveSessions realtime={realtime} />
        </div>
        <Feed />
      </div>
    </>
  );
}
