import { useState } from 'preact/hooks';
import type { Alert } from '../../api/alerts';
import { useMonitor } from '../../state/monitor';
import { useAction } from '../../state/useAction';
import { FormDialog } from '../../ui/FormDialog';
import { TextField } from '../../ui/fields/TextField';

/** Says that somebody has seen an alert; it stays until what it tells of is over. */
export function AcknowledgeDialog({ alert, close }: { alert: Alert; close: () => void }) {
  const { api, store } = useMonitor();
  const [note, write] = useState('');
  const { busy, problem, run } = useAction({ inForm: true });
  const acknowledge = async () => {
    const body = note.trim() === '' ? undefined : { note: note.trim() };
    const isSaid = await run(() => api.post(`/api/admin/alerts/${encodeURIComponent(alert.id)}/acknowledge`, body), 'Acknowledged.');
    if (isSaid) {
      store.tell('alerts');
    }

    return isSaid;
  };

  return (
    <FormDialog title="Acknowledge" class="narrow" busy={busy} message={problem?.message ?? null} press="Acknowledge" submit={acknowledge} close={close}>
      <p>
        <b>{alert.rule_name}.</b> {alert.message}
      </p>
      <TextField label="Note (optional)" value={note} change={write} placeholder="Who looks into it, and where" />
    </FormDialog>
  );
}
