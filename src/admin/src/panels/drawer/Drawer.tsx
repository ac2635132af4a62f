import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { ApiClient } from '../../api/client';
import type { ExecutionAnswer } from '../../api/types';
import { Resource } from '../../state/resource';
import { Icon } from '../../ui/Icon';
import { Problem } from '../../ui/Problem';
import { SkeletonRows } from '../../ui/Skeleton';
import { Record } from './Record';

interface DrawerProps {
  api: ApiClient;
  id: string;
  close: () => void;
}

/** One execution's record beside the page. Escape closes it, and focus goes back to where it was. */
export function Drawer({ api, id, close }: DrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const record = useMemo(
    () => new Resource<ExecutionAnswer>((signal) => api.get(`/api/executions/${encodeURIComponent(id)}`, signal)),
    [api, id],
  );

  useEffect(() => {
    void record.refresh();
    return () => record.dispose();
  }, [record]);

  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) {
      element.showModal();
    }
  }, []);

  const { data, problem } = record.value.value;
  return (
    <dialog
      class="drawer"
      ref={dialog}
      aria-labelledby="drawer-title"
      onClose={close}
      onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
    >
      <div class="drawer-inner">
        <div class="drawer-head">
          <h2 id="drawer-title">Execution</h2>
          <button type="button" class="button icon-only" aria-label="Close" onClick={() => dialog.current?.close()}>
            <Icon name="cross" />
          </button>
        </div>
        {data !== null ? (
          <Record record={data.execution} receipt={data.receipt} id={id} />
        ) : problem !== null ? (
          <Problem problem={problem} retry={() => void record.refresh()} />
        ) : (
          <SkeletonRows rows={8} />
        )}
      </div>
    </dialog>
  );
}
