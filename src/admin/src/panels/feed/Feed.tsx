import { useEffect, useState } from 'preact/hooks';
import { count } from '../../format/numbers';
import { useMonitor } from '../../state/monitor';
import { now } from '../../state/clock';
import { Empty } from '../../ui/Empty';
import { Icon } from '../../ui/Icon';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { ExportExecutions } from '../export/ExportExecutions';
import { Announcer } from './Announcer';
import { FeedRow } from './FeedRow';
import { useFeedRows } from './useFeedRows';

/** The last executions as they come. It holds still under the pointer and when asked to. */
export function Feed() {
  const monitor = useMonitor();
  const [held, hold] = useState(false);
  const feed = monitor.feed.value;
  const { rows, waiting, resource } = useFeedRows();
  const still = held || monitor.paused.value;
  const turn = (next: boolean) => {
    hold(next);
    monitor.holdFeed(next);
  };
  useEffect(() => () => monitor.holdFeed(false), [monitor]);

  return (
    <Panel
      title="Live executions"
      class="feed"
      note={<Rate />}
      tools={
        <>
          {waiting > 0 && (
            <button type="button" class="link waiting" onClick={() => turn(false)} disabled={monitor.paused.value}>
              +{count(waiting)} new
            </button>
          )}
          <ExportExecutions />
          <button type="button" class="button small" aria-pressed={held} onClick={() => turn(!held)}>
            <Icon name={still ? 'play' : 'pause'} />
            {held ? 'Resume' : 'Pause'}
          </button>
        </>
      }
      resource={resource}
      skeleton={<SkeletonRows rows={12} />}
      follows={['agent', 'model', 'user', 'status']}
      empty={{
        when: () => rows.length === 0,
        shows: <Empty title="Nothing yet">Executions appear here the moment they are stored.</Empty>,
      }}
    >
      {() => (
        <>
          <ul
            class="feed-rows"
            onPointerEnter={(event) => event.pointerType === 'mouse' && monitor.holdFeed(true)}
            onPointerLeave={() => held || monitor.holdFeed(false)}
          >
            {rows.map((row) => (
              <FeedRow key={row.execution_id} row={row} fresh={feed.fresh.has(row.execution_id)} />
            ))}
          </ul>
          <Announcer feed={monitor.feed} />
        </>
      )}
    </Panel>
  );
}

/** Of the last minute, counted on arrival. */
function Rate() {
  const { throughput } = useMonitor();
  const arrived = throughput.points(1, 60, now.value)[0]?.arrived ?? 0;
  return <span class="numbers">{count(arrived)}/min</span>;
}
