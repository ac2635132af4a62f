import type { Alert, AlertHistoryAnswer } from '../../api/alerts';
import { useList } from '../../state/useList';
import { Empty } from '../../ui/Empty';
import { MoreRows } from '../../ui/MoreRows';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { AlertItem } from './AlertItem';

/** Alerts that are over, newest first. */
export function AlertHistory() {
  const list = useList<AlertHistoryAnswer, Alert>(
    '/api/admin/alerts/history?limit=50',
    ({ alerts, next_cursor }) => ({ rows: alerts, next: next_cursor }),
    ({ id }) => id,
    { on: ['alerts'] },
  );
  return (
    <Panel
      title="History"
      note="newest first"
      resource={list.resource}
      skeleton={<SkeletonRows rows={8} />}
      empty={{ when: () => list.rows.length === 0, shows: <Empty title="No alert has been over yet">What fires and is resolved is kept here.</Empty> }}
    >
      {() => (
        <>
          <ul class="alerts">
            {list.rows.map((alert) => (
              <AlertItem key={alert.id} alert={alert} />
            ))}
          </ul>
          <MoreRows list={list} />
        </>
      )}
    </Panel>
  );
}
