import { useState } from 'preact/hooks';
import { count } from '../../format/numbers';
import type { Monitor } from '../../state/monitor';
import { Empty } from '../../ui/Empty';
import { Icon } from '../../ui/Icon';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { Announcer } from './Announcer';
import { FeedRow } from './FeedRow';

/** The last executions as they come. It holds still under the pointer and when asked to. */
export function Feed({ monitor }: { monitor: Monitor }) {
  const [held, hold] = useState(false);
  const feed = monitor.feed.value;
  const toggle = () => {
    if (held) {
      monitor.resumeFeed();
    } else {
      monitor.pauseFeed();
    }

    hold(!held);
  };

  return (
    <Panel
      title="Live executions"
      class="feed"
      note={
        <>
          {feed.waiting.length > 0 && <span class="waiting">+{count(feed.waiting.length)} new</span>}
          <button type="button" class="button small" aria-pressed={held} onClick={toggle}>
            <Icon name={held ? 'play' : 'pause'} />
            {held ? 'Resume' : 'Pause'}
          </button>
        </>
      }
      resource={monitor.executions}
      skeleton={<SkeletonRows rows={10} />}
      empty={{
        when: () => feed.rows.length === 0,
        shows: <Empty title="Nothing yet">Executions appear here the moment they are stored.</Empty>,
      }}
    >
      {() => (
        <>
          <ul
            class="feed-rows"
            onPointerEnter={(event) => event.pointerType === 'mouse' && monitor.pauseFeed()}
            onPointerLeave={() => held || monitor.resumeFeed()}
          >
            {feed.rows.map((row) => (
              <FeedRow key={row.execution_id} row={row} fresh={feed.fresh.has(row.execution_id)} />
            ))}
          </ul>
          <Announcer feed={monitor.feed} />
        </>
      )}
    </Panel>
  );
}
