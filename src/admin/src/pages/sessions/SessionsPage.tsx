import type { EscalationsAnswer } from '../../api/sessions';
import { useResource } from '../../state/useResource';
import { PageHead } from '../../ui/PageHead';
import { SearchField } from '../../ui/SearchField';
import { subPage, SubPages, type SubPage } from '../../ui/SubPages';
import type { PageProps } from '../pages';
import { AllSessions } from './AllSessions';
import { Escalations } from './escalations/Escalations';
import { OneSession } from './OneSession';
import './sessions-page.css';

/** Conversations as they go on, and those that a person has to take over. */
export default function SessionsPage({ rest: [id] }: PageProps) {
  return id === undefined ? <Parts /> : <OneSession key={id} id={id} />;
}

function Parts() {
  const counts = useResource<EscalationsAnswer>('/api/admin/escalations?limit=1', { on: ['executions'], atMost: 5000 }).value.value.data?.counts;
  const open = (counts?.pending ?? 0) + (counts?.in_progress ?? 0);
  const pages: readonly SubPage<'sessions' | 'escalations'>[] = [
    { id: 'sessions', label: 'Sessions' },
    {
      id: 'escalations',
      label: 'Escalations',
      note: open > 0 && (
        <span class="badge">
          {open}
          <span class="unseen"> open</span>
        </span>
      ),
    },
  ];
  const shown = subPage(pages);
  return (
    <>
      <PageHead
        title="Sessions"
        marks={<SubPages label="Parts of this page" pages={pages} />}
        tools={shown === 'sessions' && <SearchField label="Find a session or user" />}
      />
      {shown === 'sessions' ? <AllSessions /> : <Escalations />}
    </>
  );
}
