import type { SessionRow, SessionsAnswer } from '../../api/sessions';
import { count } from '../../format/numbers';
import { SessionTable } from '../../panels/sessions/SessionTable';
import { change, filters, parameter } from '../../state/address';
import { useList } from '../../state/useList';
import { filterValues, pathWith } from '../../state/window';
import { Choice } from '../../ui/Choice';
import { Empty } from '../../ui/Empty';
import { MoreRows } from '../../ui/MoreRows';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { LanguagesPanel } from './LanguagesPanel';
import { SessionKpis } from './SessionKpis';

const WHICH = [
  { id: 'live', shows: 'Live' },
  { id: 'all', shows: 'All' },
] as const;

/** Sessions that go on, or all of them. */
export function AllSessions() {
  const which = parameter('which') === 'all' ? 'all' : 'live';
  const asked = parameter('q');
  const path = pathWith('/api/admin/sessions', { active: which === 'live' ? true : null, q: asked, ...filterValues(['user']), limit: 25 });
  const list = useList<SessionsAnswer, SessionRow>(
    path,
    ({ sessions, next_cursor }) => ({ rows: sessions, next: next_cursor }),
    ({ session_id }) => session_id,
    { on: ['executions'], atMost: 3000, every: 30_000 },
  );
  const { data } = list.resource.value.value;
  const narrowed = asked !== null || filters.value.some(({ name }) => name === 'user');
  return (
    <>
      <SessionKpis resource={list.resource} />
      <div class="columns columns-side">
        <Panel
          title={which === 'live' ? 'Live sessions' : 'All sessions'}
          note={which === 'live' ? 'active in the last 30 minutes' : data && `${count(data.summary.active)} of them live`}
          tools={<Choice label="Which sessions" value={which} options={WHICH} choose={(id) => change({ which: id === 'live' ? null : id })} />}
          resource={list.resource}
          follows={['user']}
          skeleton={<SkeletonRows rows={8} />}
          empty={{
            when: () => list.rows.length === 0,
            shows: narrowed ? (
              <Empty title="No session matches">Look for fewer letters, or among all sessions.</Empty>
            ) : which === 'live' ? (
              <Empty title="No live sessions">
                <p>Executions that name a <code>session_id</code> make one, for half an hour.</p>
                <button type="button" class="button" onClick={() => change({ which: 'all' })}>
                  Show all sessions
                </button>
              </Empty>
            ) : (
              <Empty title="No sessions yet">Executions that name a <code>session_id</code> make one.</Empty>
            ),
          }}
        >
          {() => (
            <>
              <SessionTable rows={list.rows} />
              <MoreRows list={list} />
            </>
          )}
        </Panel>
        <LanguagesPanel resource={list.resource} />
      </div>
    </>
  );
}
