import { useState } from 'preact/hooks';
import type { ActivityAnswer } from '../../api/activity';
import type { ErrorRow, ErrorsAnswer, ExecutionRow } from '../../api/types';
import { ExecutionsPanel } from '../../panels/executions/ExecutionsPanel';
import { ForgetUser } from '../../panels/forget/ForgetUser';
import { go } from '../../state/address';
import { now } from '../../state/clock';
import { useList } from '../../state/useList';
import { pathWith } from '../../state/window';
import { CopyButton } from '../../ui/CopyButton';
import { Empty } from '../../ui/Empty';
import { Icon } from '../../ui/Icon';
import { Link } from '../../ui/Link';
import { PageHead } from '../../ui/PageHead';
import { StateMark } from '../../ui/StateMark';
import { AgentsUsed } from './AgentsUsed';
import { UserBudget } from './UserBudget';
import { UserDays } from './UserDays';
import { UserFacts } from './UserFacts';
import { UserSessions } from './UserSessions';

const ACTIVE_MS = 30 * 60_000;

/** One user: since when, how often, with whom, what failed, and for how much. */
export function OneUser({ id }: { id: string }) {
  const [forgetting, forget] = useState(false);
  const activity = useList<ActivityAnswer, ExecutionRow>(
    pathWith(`/api/admin/user-activity/${encodeURIComponent(id)}`, { limit: 25 }),
    ({ activity, next_cursor }) => ({ rows: activity, next: next_cursor }),
    ({ execution_id }) => execution_id,
    { on: ['executions'] },
  );
  const errors = useList<ErrorsAnswer, ErrorRow>(
    pathWith('/api/admin/errors', { user: id, limit: 10 }),
    ({ errors, next_cursor }) => ({ rows: errors, next: next_cursor }),
    ({ execution_id }) => execution_id,
    { on: ['errors'] },
  );
  const { data } = activity.resource.value.value;
  const name = activity.rows.find(({ user_name }) => user_name)?.user_name;
  const up = { to: ['users'], label: 'Users' };
  // Whoever is being forgotten may be gone before the answer is there, which is then still to be read.
  if (!forgetting && data !== null && data.summary.total_requests === 0 && data.activity.length === 0) {
    return (
      <>
        <PageHead title={id} up={up} />
        <Empty title="Nobody has seen this user">
          <p>Whoever was forgotten is not found by their id either.</p>
          <Link to={['users']} class="button">
            To all users
          </Link>
        </Empty>
      </>
    );
  }

  const lastSeen = data?.summary.last_seen ?? null;
  return (
    <>
      <PageHead
        title={name ?? id}
        up={up}
        marks={
          <>
            {name && <code class="quiet">{id}</code>}
            <CopyButton text={id} label="Copy the user's id" iconOnly />
            {lastSeen !== null && now.value - Date.parse(lastSeen) < ACTIVE_MS && <StateMark level="good" word="active" icon="live" />}
            {data?.summary.is_returning && <StateMark level="quiet" word="came back" icon="retry" />}
          </>
        }
        tools={
          <button type="button" class="button danger" onClick={() => forget(true)}>
            <Icon name="trash" />
            Forget this user…
          </button>
        }
      />
      <UserFacts resource={activity.resource} />
      <UserDays id={id} />
      <div class="columns columns-2">
        <AgentsUsed id={id} />
        <UserBudget id={id} resource={activity.resource} />
      </div>
      <UserSessions id={id} />
      <ExecutionsPanel
        title="Errors"
        list={errors}
        columns={['error', 'agent', 'model', 'time']}
        nothing={{ title: 'No errors', says: 'Nothing of this user failed or timed out.' }}
      />
      <ExecutionsPanel
        title="Newest executions"
        list={activity}
        columns={['agent', 'model', 'time', 'tokens', 'cost']}
        nothing={{ title: 'No executions', says: 'They appear here as soon as they are stored.' }}
      />
      {forgetting && <ForgetUser user={id} close={() => forget(false)} done={() => go(['users'])} />}
    </>
  );
}
