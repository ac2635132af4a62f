import type { MonitorHealthAnswer, StoreFigures } from '../../api/monitor';
import { bytes } from '../../format/bytes';
import { count, duration, shortCount } from '../../format/numbers';
import type { Resource } from '../../state/resource';
import { Empty } from '../../ui/Empty';
import { Facts, type FactRow } from '../../ui/Facts';
import { Figure } from '../../ui/Figure';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { SectionState } from './looks';

/** Where executions are kept, and how far the numbers are behind them. */
export function StorePanel({ resource }: { resource: Resource<MonitorHealthAnswer> }) {
  const { data } = resource.value.value;
  return (
    <Panel
      title="Store and feed"
      note={data && <SectionState state={data.sections['store']} />}
      resource={resource}
      skeleton={<SkeletonRows rows={6} />}
      empty={{ when: ({ store, feed }) => store === null && feed === null, shows: <Empty title="The store does not say">It could not be reached just now.</Empty> }}
    >
      {({ store, feed, queue, functions }) => (
        <div class="panel-body">
          <Facts
            label="Store and feed"
            facts={[
              ...(store === null ? [] : storeFacts(store)),
              { label: 'Lag of numbers', shows: feed?.lag_ms == null ? null : <><Figure value={feed.lag_ms} format={duration} /> <span class="quiet">with {count(feed.pending)} changes to go</span></> },
              { label: 'Queue', shows: queue.queued_records === null ? null : <>{count(queue.queued_records)} records wait <span class="quiet">for their commit, {bytes(queue.unanswered_bytes)} unanswered</span></> },
              { label: 'Turned away', shows: queue.rejections === 0 ? <span class="quiet">nobody</span> : `${count(queue.rejections)} requests since the start` },
              ...(functions === null
                ? []
                : [
                    { label: 'Invocations', shows: `${count(functions.invocations)}, ${count(functions.failures)} failed` },
                    { label: 'Average', shows: functions.duration_ms === null ? null : duration(functions.duration_ms) },
                    { label: 'Throttled', shows: count(functions.throttled) },
                  ]),
            ]}
          />
        </div>
      )}
    </Panel>
  );
}

function storeFacts(store: StoreFigures): FactRow[] {
  if (store.kind === 'cosmos') {
    return [
      { label: 'Kind', shows: 'Azure Cosmos DB' },
      { label: 'Request units', shows: store.request_units === null ? null : <Figure value={store.request_units} format={shortCount} /> },
      { label: 'An execution', shows: store.ru_per_execution === null ? null : `${store.ru_per_execution} RU` },
      { label: 'Operations', shows: store.operations === null ? null : <Figure value={store.operations} format={count} /> },
      { label: 'Throttled', shows: store.throttled === null ? null : <Figure value={store.throttled} format={count} /> },
    ];
  }

  return [
    { label: 'Kind', shows: 'SQLite' },
    { label: 'Log', shows: sizes(store.log_bytes, store.log_wal_bytes) },
    { label: 'Views', shows: sizes(store.views_bytes, store.views_wal_bytes) },
    { label: 'State', shows: store.state_bytes === null ? null : bytes(store.state_bytes) },
    { label: 'Last commit', shows: store.last_commit_ms === null ? null : `took ${store.last_commit_ms} ms` },
  ];
}

function sizes(file: number | null, wal: number | null) {
  return file === null ? null : (
    <>
      {bytes(file)} {wal !== null && wal > 0 && <span class="quiet">and {bytes(wal)} write-ahead</span>}
    </>
  );
}
