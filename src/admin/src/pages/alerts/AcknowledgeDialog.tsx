import { useState } from 'preact/hooks';
import type { Alert } from '../../api/alerts';
import { useMonitor } from '../../state/monitor';
import { useAction } from '../../state/useAction';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/fields/TextField';

/** Says that somebody has seen an alert; it stays until what it tells of is over. */
export function AcknowledgeDialog({ alert, close }: { alert: Alert; close: () => void }) {
  const { api, store } = useMonitor();
  const [note, write] = useState('');
  const { busy, problem, run } = useAction({ inForm: true });
  const acknowledge = async () => {
    const body = note.trim() === '' ? undefined : { note: note.trim() };
    if (await run(() => api.post(`/api/admin/alerts/${encodeURIComponent(alert.id)}/acknowledge`, body), 'Acknowledged.')) {
      close();
      store.tell('alerts');
    }
  };

  return (
    <Dialog title="Acknowledge" close={close} class="narrow">
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void acknowledge();
        }}
      >
        <p>
          <b>{alert.rule_name}.</b> {alert.message}
        </p>
        <TextField label="Note (optional)" value={note} change={write} placeholder="Who looks into it, and where" />
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
            Acknowledge
          </button>
        </div>
      </form>
    </Dialog>
  );
}
