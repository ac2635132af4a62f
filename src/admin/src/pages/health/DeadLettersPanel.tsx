import type { DeadLetter, DeadLettersAnswer } from '../../api/monitor';
import { count } from '../../format/numbers';
import { showRun } from '../../state/address';
import { useMonitor } from '../../state/monitor';
import { useAction } from '../../state/useAction';
import { useResource } from '../../state/useResource';
import { Age } from '../../ui/Age';
import { Empty } from '../../ui/Empty';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { StateMark } from '../../ui/StateMark';

/** Changes that could not be projected: why, and another try. */
export function DeadLettersPanel() {
  const { api } = useMonitor();
  const resource = useResource<DeadLettersAnswer>('/api/admin/dead-letters?limit=50', { on: ['health'], every: 30_000 });
  const { busy, run } = useAction();
  const requeue = (id: string) =>
    run(async () => {
      await api.post(`/api/admin/dead-letters/${encodeURIComponent(id)}/requeue`);
      await resource.refresh();
    }, 'It is tried again.');
  const { data } = resource.value.value;
  return (
    <Panel
      title="Dead letters"
      note={data && data.count > 0 && count(data.count)}
      resource={resource}
      skeleton={<SkeletonRows rows={4} />}
      empty={{ when: ({ dead_letters }) => dead_letters.length === 0, shows: <Empty title="None">Every change that was stored is in the totals.</Empty> }}
    >
      {({ dead_letters }) => (
        <ul class="letters">
          {dead_letters.map((letter) => (
            <Letter key={letter.id} letter={letter} busy={busy} requeue={() => void requeue(letter.id)} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Letter({ letter: { id, at, execution_id, reason, requeued }, busy, requeue }: { letter: DeadLetter; busy: boolean; requeue: () => void }) {
  return (
    <li class="letter" data-row={id}>
      <div class="letter-main">
        <p>{reason}</p>
        <p class="quiet small">
          <Age of={at} long />
          {execution_id !== null && (
            <>
              {' · '}
              <button type="button" class="link" data-walk data-run={execution_id} onClick={() => showRun(execution_id)}>
                {execution_id}
              </button>
            </>
          )}
        </p>
      </div>
      {requeued ? (
        <StateMark level="accent" word="queued again" icon="retry" />
      ) : (
        <button type="button" class="button small" disabled={busy} onClick={requeue}>
          Requeue
        </button>
      )}
    </li>
  );
}
