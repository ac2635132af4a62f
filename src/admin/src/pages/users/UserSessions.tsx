import type { SessionRow, SessionsAnswer } from '../../api/sessions';
import { SessionTable } from '../../panels/sessions/SessionTable';
import { useList } from '../../state/useList';
import { pathWith } from '../../state/window';
import { Empty } from '../../ui/Empty';
import { MoreRows } from '../../ui/MoreRows';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';

/** The user's sessions; each leads to its executions. */
export function UserSessions({ id }: { id: string }) {
  const list = useList<SessionsAnswer, SessionRow>(
    pathWith('/api/admin/sessions', { user: id, limit: 10 }),
    ({ sessions, next_cursor }) => ({ rows: sessions, next: next_cursor }),
    ({ session_id }) => session_id,
    { on: ['executions'], atMost: 5000 },
  );
  return (
    <Panel
      title="Sessions"
      resource={list.resource}
      skeleton={<SkeletonRows rows={4} />}
      empty={{ when: () => list.rows.length === 0, shows: <Empty title="No sessions">Executions that name a <code>session_id</code> make one.</Empty> }}
    >
      {() => (
        <>
          <SessionTable rows={list.rows} without="user" />
          <MoreRows list={list} />
        </>
      )}
    </Panel>
  );
}
