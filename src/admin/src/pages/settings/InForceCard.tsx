import type { SettingsAnswer } from '../../api/settings';
import { useResource } from '../../state/useResource';
import { Facts } from '../../ui/Facts';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { content, ingestKeys, keptFor, lookedFor, masked, priced, webhook } from './inForce';

/** What the server was told to do, and does: it is set there, since what is stored is stored for everybody. */
export function InForceCard() {
  const resource = useResource<SettingsAnswer>('/api/admin/settings', { every: 300_000 });
  return (
    <Panel title="In force" note="set on the server" resource={resource} skeleton={<SkeletonRows rows={8} />}>
      {(settings) => (
        <div class="panel-body in-force">
          <Facts label="What is kept" facts={kept(settings)} />
          <p class="quiet small">
            <code>AgentMonitor:Retention</code> says for how long. Totals do not change when executions go.
          </p>
          <Facts label="What is masked" facts={hidden(settings)} />
          <p class="quiet small">
            <code>AgentMonitor:Masking</code> writes over personal data before anything is stored. This page masks it on the screen in any
            case, until somebody asks for the content.
          </p>
          <Facts label="Who may report, and who is told" facts={told(settings)} />
        </div>
      )}
    </Panel>
  );
}

function kept({ retention }: SettingsAnswer) {
  return [
    { label: 'Executions', shows: keptFor(retention.raw_days) },
    { label: 'Totals by minute', shows: keptFor(retention.minute_days) },
    { label: 'Totals by hour', shows: keptFor(retention.hour_days) },
    { label: 'Totals by day', shows: keptFor(retention.day_days) },
    { label: 'Days of one user', shows: keptFor(retention.user_day_days) },
    { label: 'Alerts that are over', shows: keptFor(retention.alert_days) },
    { label: 'Report of a recount', shows: keptFor(retention.report_days) },
    { label: 'Marks of erased executions', shows: keptFor(retention.erased_days) },
  ];
}

function hidden(settings: SettingsAnswer) {
  const { masking } = settings;
  return [
    { label: 'Input and output', shows: content(settings.content) },
    { label: 'Masked', shows: masked(masking) },
    ...(masked(masking) === 'nothing' ? [] : [{ label: 'Looked for', shows: lookedFor(masking) }]),
  ];
}

function told({ access, prices, webhook: hook }: SettingsAnswer) {
  return [
    { label: 'Ingest key', shows: ingestKeys(access) },
    { label: 'Prices', shows: priced(prices) },
    { label: 'Alert webhook', shows: webhook(hook) },
  ];
}
