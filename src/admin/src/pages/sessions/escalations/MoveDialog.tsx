import { useState } from 'preact/hooks';
import type { EscalationRow, EscalationState } from '../../../api/sessions';
import { useMonitor } from '../../../state/monitor';
import { useAction } from '../../../state/useAction';
import { Dialog } from '../../../ui/Dialog';
import { TextField } from '../../../ui/fields/TextField';

const TITLES: Record<EscalationState, { title: string; press: string; done: string }> = {
  in_progress: { title: 'Take this over?', press: 'Take it', done: 'It is in progress.' },
  resolved: { title: 'Is it resolved?', press: 'Resolve', done: 'It is resolved.' },
  pending: { title: 'Put it back into the queue?', press: 'Put back', done: 'It is pending again.' },
};

interface MoveDialogProps {
  row: EscalationRow;
  to: EscalationState;
  close: () => void;
}

/** Moves an escalation on, with a word about it for those who look later. */
export function MoveDialog({ row, to, close }: MoveDialogProps) {
  const { api, store } = useMonitor();
  const [note, write] = useState(row.note ?? '');
  const { busy, problem, run } = useAction({ inForm: true });
  const { title, press, done } = TITLES[to];
  const move = async () => {
    const path = `/api/admin/escalations/${encodeURIComponent(row.execution_id)}`;
    if (await run(() => api.post(path, { state: to, ...(note.trim() === '' ? {} : { note: note.trim() }) }), done)) {
      close();
      void store.refreshAll();
    }
  };

  return (
    <Dialog title={title} close={close} class="narrow">
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void move();
        }}
      >
        <p>
          An execution of <b>{row.agent_name}</b>
          {row.user_id && (
            <>
              {' '}for <b>{row.user_id}</b>
            </>
          )}
          . What you move stays moved, whatever the agent reports later.
        </p>
        <TextField label="Note (optional)" value={note} change={write} />
        {problem && (
          <p class="message" role="alert">
            {problem.message}
          </p>
        )}
        <div class="actions">
          <button type="button" class="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="button primary" disabled={busy}>
            {press}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
