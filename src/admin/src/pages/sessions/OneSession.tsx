import type { ExecutionRow } from '../../api/types';
import type { SessionAnswer } from '../../api/sessions';
import { useList } from '../../state/useList';
import { pathWith } from '../../state/window';
import { CopyButton } from '../../ui/CopyButton';
import { Empty } from '../../ui/Empty';
import { Link } from '../../ui/Link';
import { PageHead } from '../../ui/PageHead';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { BarList } from '../../ui/BarList';
import { StateMark } from '../../ui/StateMark';
import { Journey } from './Journey';
import { SessionFacts } from './SessionFacts';
import { SessionTotals } from './SessionTotals';

/** One session: its journey across agents, step by step. */
export function OneSession({ id }: { id: string }) {
  const list = useList<SessionAnswer, ExecutionRow>(
    pathWith(`/api/admin/sessions/${encodeURIComponent(id)}`, { limit: 100 }),
    ({ journey, next_cursor }) => ({ rows: journey, next: next_cursor }),
    ({ execution_id }) => execution_id,
    { on: ['executions'] },
  );
  const { data, problem } = list.resource.value.value;
  const up = { to: ['sessions'], label: 'Sessions' };
  if (data === null && problem?.status === 404) {
    return (
      <>
        <PageHead title={id} up={up} />
        <Empty title="Nobody has seen this session">
          <Link to={['sessions']} class="button">
            To all sessions
          </Link>
        </Empty>
      </>
    );
  }

  return (
    <>
      <PageHead
        title={id}
        up={up}
        marks={
          <>
            <CopyButton text={id} label="Copy the session's id" iconOnly />
            {data?.session.is_active && <StateMark level="good" word="live" icon="live" />}
          </>
        }
      />
      <SessionTotals resource={list.resource} />
      <div class="columns columns-wide">
        <Journey list={list} />
        <div class="column">
          <Panel title="The session" resource={list.resource} skeleton={<SkeletonRows rows={6} />}>
            {({ session }) => <SessionFacts session={session} />}
          </Panel>
          <Panel
            title="Agents"
            resource={list.resource}
            skeleton={<SkeletonRows rows={3} />}
            empty={{ when: ({ agents }) => agents.length === 0, shows: <Empty title="No agent yet" /> }}
          >
            {({ agents }) => (
              <BarList
                label="Executions by agent"
                rows={agents.map(({ agent_name, count }) => ({
                  id: agent_name,
                  name: (
                    <Link to={['agents', agent_name]} class="name-link">
                      {agent_name}
                    </Link>
                  ),
                  value: count,
                }))}
              />
            )}
          </Panel>
        </div>
      </div>
    </>
  );
}
