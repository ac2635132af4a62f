import { useState } from 'preact/hooks';
import type { Alert, AlertsAnswer } from '../../api/alerts';
import { count } from '../../format/numbers';
import { change } from '../../state/address';
import type { Resource } from '../../state/resource';
import { Empty } from '../../ui/Empty';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { AcknowledgeDialog } from './AcknowledgeDialog';
import { AlertItem } from './AlertItem';

const ORDER = { critical: 0, warning: 1, info: 2 };

/** What fires, the worst first. */
export function ActiveAlerts({ resource }: { resource: Resource<AlertsAnswer> }) {
  const [seen, see] = useState<Alert | null>(null);
  const { data } = resource.value.value;
  const firing = data?.active.filter(({ state }) => state === 'firing').length ?? 0;
  return (
    <>
      <Panel
        title="Active alerts"
        note={data && (firing > 0 ? `${count(firing)} firing` : 'nothing fires')}
        resource={resource}
        skeleton={<SkeletonRows rows={4} />}
        empty={{
          when: ({ active }) => active.length === 0,
          shows: (
            <Empty title="All quiet">
              <p>{data && `${count(data.rules.filter(({ enabled }) => enabled).length)} rules are looked at every few seconds; none is broken.`}</p>
              <button type="button" class="button" onClick={() => change({ tab: 'rules' })}>
                See the rules
              </button>
            </Empty>
          ),
        }}
      >
        {({ active }) => (
          <ul class="alerts">
            {[...active]
              .sort((a, b) => Number(a.state !== 'firing') - Number(b.state !== 'firing') || ORDER[a.severity] - ORDER[b.severity])
              .map((alert) => (
                <AlertItem key={alert.id} alert={alert}>
                  {alert.state === 'firing' && (
                    <button type="button" class="button" data-walk onClick={() => see(alert)}>
                      Acknowledge
                    </button>
                  )}
                </AlertItem>
              ))}
          </ul>
        )}
      </Panel>
      {seen && <AcknowledgeDialog alert={seen} close={() => see(null)} />}
    </>
  );
}
