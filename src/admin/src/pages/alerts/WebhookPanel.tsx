import { useState } from 'preact/hooks';
import type { AlertsAnswer, AlertTestAnswer } from '../../api/alerts';
import { count } from '../../format/numbers';
import { useMonitor } from '../../state/monitor';
import type { Resource } from '../../state/resource';
import { useAction } from '../../state/useAction';
import { Age } from '../../ui/Age';
import { Facts } from '../../ui/Facts';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { StateMark } from '../../ui/StateMark';

/** Whom alerts are told to, and whether they arrive. */
export function WebhookPanel({ resource }: { resource: Resource<AlertsAnswer> }) {
  const { api, store } = useMonitor();
  const [tested, know] = useState<AlertTestAnswer | null>(null);
  const { busy, run } = useAction();
  const { data } = resource.value.value;
  const rule = data?.rules[0];
  const test = () =>
    run(async () => {
      know(null);
      know(await api.post<AlertTestAnswer>(`/api/admin/alerts/${encodeURIComponent(rule?.id ?? '')}/test`));
      store.tell('alerts');
    });
  return (
    <Panel
      title="Webhook"
      resource={resource}
      skeleton={<SkeletonRows rows={3} />}
      tools={
        data?.webhook.url_set &&
        rule && (
          <button type="button" class="button small" disabled={busy} onClick={() => void test()}>
            {busy ? 'Sending…' : 'Send a test'}
          </button>
        )
      }
    >
      {({ webhook: { url_set, last_delivery, pending } }) => (
        <div class="panel-body">
          {url_set ? (
            <Facts
              label="Webhook"
              facts={[
                { label: 'State', shows: last_delivery?.error ? <StateMark level="bad" word="does not arrive" pill={false} /> : <StateMark level="good" word="set" pill={false} /> },
                {
                  label: 'Last delivery',
                  shows:
                    last_delivery === null ? (
                      <span class="quiet">none yet</span>
                    ) : (
                      <>
                        <Age of={last_delivery.at} long />
                        {last_delivery.status !== null && `, answered ${last_delivery.status}`}
                        {last_delivery.error && <span class="attention"> — {last_delivery.error}</span>}
                      </>
                    ),
                },
                { label: 'Still to tell', shows: pending === 0 ? 'nothing' : `${count(pending)}, tried again until it arrives or a day has passed` },
              ]}
            />
          ) : (
            <p class="quiet">
              None is set, so alerts are shown only here. Set <code>AgentMonitor:Alerts:WebhookUrl</code> and{' '}
              <code>WebhookSecret</code>, and start the server anew.
            </p>
          )}
          <p role="status" class="webhook-test">
            {tested &&
              (tested.delivered ? (
                <StateMark level="good" word={`The test arrived${tested.status_code === null ? '' : `, answered ${tested.status_code}`}.`} />
              ) : (
                <StateMark level="bad" word={tested.error ?? `The receiver answered ${tested.status_code}.`} />
              ))}
          </p>
        </div>
      )}
    </Panel>
  );
}
