import { useState } from 'preact/hooks';
import { ForgetUser } from '../../panels/forget/ForgetUser';
import { Card } from '../../ui/Card';
import { Icon } from '../../ui/Icon';
import { TextField } from '../../ui/fields/TextField';

/** For whoever asks to be forgotten. */
export function ForgetCard() {
  const [user, name] = useState('');
  const [asking, ask] = useState(false);
  return (
    <Card title="Forget a user" class="danger-card">
      <form
        class="form panel-body"
        onSubmit={(event) => {
          event.preventDefault();
          ask(true);
        }}
      >
        <p class="quiet">
          Erases ids, names and content of one user from everything that is stored. Totals stay as they are. It can be done again at any
          time, and what arrives late does not bring the user back.
        </p>
        <div class="forget-line">
          <TextField label="User id" value={user} required change={name} />
          <button type="submit" class="button danger" disabled={user.trim() === ''}>
            <Icon name="trash" />
            Forget…
          </button>
        </div>
      </form>
      {asking && <ForgetUser user={user.trim()} close={() => ask(false)} done={() => name('')} />}
    </Card>
  );
}
