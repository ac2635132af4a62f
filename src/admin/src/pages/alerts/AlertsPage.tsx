import type { AlertsAnswer } from '../../api/alerts';
import { useResource } from '../../state/useResource';
import { PageHead } from '../../ui/PageHead';
import { subPage, SubPages, type SubPage } from '../../ui/SubPages';
import { ActiveAlerts } from './ActiveAlerts';
import { AlertHistory } from './AlertHistory';
import { RulesPanel } from './RulesPanel';
import { WebhookPanel } from './WebhookPanel';
import './alerts.css';

const PAGES: readonly SubPage<'active' | 'rules' | 'history'>[] = [
  { id: 'active', label: 'Active' },
  { id: 'rules', label: 'Rules' },
  { id: 'history', label: 'History' },
];

/** What somebody has to look at, when somebody is told, and what there was. */
export default function AlertsPage() {
  const resource = useResource<AlertsAnswer>('/api/admin/alerts', { on: ['alerts'], every: 30_000 });
  const shown = subPage(PAGES);
  return (
    <>
      <PageHead title="Alerts" marks={<SubPages label="Parts of this page" pages={PAGES} />} />
      {shown === 'active' && (
        <>
          <ActiveAlerts resource={resource} />
          <WebhookPanel resource={resource} />
        </>
      )}
      {shown === 'rules' && <RulesPanel resource={resource} />}
      {shown === 'history' && <AlertHistory />}
    </>
  );
}
