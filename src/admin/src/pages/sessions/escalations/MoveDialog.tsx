import { useState } from 'preact/hooks';
import type { EscalationRow, EscalationState } from '../../../api/sessions';
import { useMonitor } from '../../../state/monitor';
import { useAction } from '../../../state/useAction';
import { FormDialog } from '../../../ui/FormDialog';
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
    const isMoved = await run(() => api.post(path, { state: to, ...(note.trim() === '' ? {} : { note: note.trim() }) }), done);
    if (isMoved) {
      void store.refreshAll();
    }

    return isMoved;
  };

  return (
    <FormDialog title={title} class="narrow" busy={busy} message={problem?.message ?? null} press={press} submit={move} close={close}>
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
    </FormDialog>
  );
}
