import type { ExecutionAnswer } from '../../api/types';
import { closeRun, showRun } from '../../state/address';
import { useResource } from '../../state/useResource';
import { Drawer } from '../../ui/Drawer';
import { Guard } from '../../ui/Guard';
import { Icon } from '../../ui/Icon';
import { Problem } from '../../ui/Problem';
import { SkeletonRows } from '../../ui/Skeleton';
import { isTyping, keysOn } from '../../state/keys';
import { neighbour } from './neighbours';
import { Record } from './Record';
import './drawer.css';

/** One execution's record beside the page; J and K go through the executions that the page shows. */
export function ExecutionDrawer({ id }: { id: string }) {
  const path = `/api/executions/${encodeURIComponent(id)}`;
  const resource = useResource<ExecutionAnswer>(path, { every: 0 });
  const { data, problem } = resource.value.value;
  const isRunning = data?.execution['status'] === 'running';
  // Only what is not finished can change.
  useResource<ExecutionAnswer>(path, isRunning ? { on: ['executions'], atMost: 1000, every: 15_000 } : { every: 0 });

  const step = (by: 1 | -1) => {
    const next = neighbour(id, by);
    if (next !== null) {
      showRun(next);
    }
  };
  const keys = (event: KeyboardEvent) => {
    if (!keysOn.value || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }

    if (event.key === 'j' || event.key === 'k') {
      event.preventDefault();
      step(event.key === 'j' ? 1 : -1);
    }
  };

  return (
    <Drawer
      title="Execution"
      close={closeRun}
      onKey={keys}
      tools={
        <>
          <button type="button" class="button icon-only plain" aria-label="Previous execution" title="Previous (k)" disabled={neighbour(id, -1) === null} onClick={() => step(-1)}>
            <Icon name="up" />
          </button>
          <button type="button" class="button icon-only plain" aria-label="Next execution" title="Next (j)" disabled={neighbour(id, 1) === null} onClick={() => step(1)}>
            <Icon name="down" />
          </button>
        </>
      }
    >
      <Guard key={id} what="this execution">
        {data !== null ? (
          <Record answer={data} id={id} />
        ) : problem !== null ? (
          <Problem problem={problem} retry={() => void resource.refresh()} />
        ) : (
          <SkeletonRows rows={12} />
        )}
      </Guard>
    </Drawer>
  );
}
