import { useState } from 'preact/hooks';
import type { ForgetAnswer } from '../../api/forget';
import { count } from '../../format/numbers';
import { useMonitor } from '../../state/monitor';
import { useAction } from '../../state/useAction';
import { Dialog } from '../../ui/Dialog';
import { Form } from '../../ui/Form';
import { TextField } from '../../ui/fields/TextField';

interface ForgetUserProps {
  user: string;
  close: () => void;
  /** After it was done and the answer was read. */
  done?: () => void;
}

/** Erases a user for good, once their id was typed again. */
export function ForgetUser({ user, close, done }: ForgetUserProps) {
  const { api, store } = useMonitor();
  const [typed, type] = useState('');
  const [answer, know] = useState<ForgetAnswer | null>(null);
  const { busy, problem, run } = useAction({ inForm: true });
  const forget = () =>
    run(async () => {
      know(await api.post<ForgetAnswer>(`/api/admin/users/${encodeURIComponent(user)}/forget`));
      void store.refreshAll();
    });
  const leave = () => {
    close();
    if (answer !== null) {
      done?.();
    }
  };

  return (
    <Dialog title={answer === null ? 'Forget this user?' : 'The user is forgotten'} close={leave} class="narrow">
      {answer === null ? (
        <Form
          submit={() => void forget()}
          message={problem?.message ?? null}
          actions={
            <>
              <button type="button" class="button" onClick={leave}>
                Keep the user
              </button>
              <button type="submit" class="button danger" disabled={busy || typed !== user}>
                {busy ? 'Forgetting…' : 'Forget for good'}
              </button>
            </>
          }
        >
          <p>
            The ids, names and content of <b>{user}</b> are erased from every execution, session and list. Totals, costs and error
            counts stay as they are. Nobody can undo this.
          </p>
          <TextField label={`Type ${user} to confirm`} value={typed} change={type} />
        </Form>
      ) : (
        <>
          <p role="status">
            {count(answer.executions)} {answer.executions === 1 ? 'execution' : 'executions'} and {count(answer.sessions)}{' '}
            {answer.sessions === 1 ? 'session' : 'sessions'} no longer say whose they are.
            {answer.state === 'running' && ' The rest is being erased; this goes on by itself.'}
          </p>
          <div class="actions actions-end">
            <button type="button" class="button primary" onClick={leave}>
              Close
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}
