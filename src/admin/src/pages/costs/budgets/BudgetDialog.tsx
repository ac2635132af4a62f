import { useState } from 'preact/hooks';
import type { AgentsAnswer } from '../../../api/agents';
import type { Budget } from '../../../api/budgets';
import { faultOf } from '../../../state/useAction';
import { useResource } from '../../../state/useResource';
import { Dialog } from '../../../ui/Dialog';
import { NumberField } from '../../../ui/fields/NumberField';
import { SelectField } from '../../../ui/fields/SelectField';
import { TextField } from '../../../ui/fields/TextField';
import type { BudgetDraft } from './draft';
import type { BudgetChanges } from './useBudgets';

const SCOPES: readonly { id: Budget['scope']; label: string }[] = [
  { id: 'all', label: 'Everything' },
  { id: 'agent', label: 'One agent' },
  { id: 'user', label: 'One user' },
  { id: 'session', label: 'One session' },
];
const PERIODS: readonly { id: Budget['period']; label: string }[] = [
  { id: 'daily', label: 'A day' },
  { id: 'monthly', label: 'A month' },
];
const MEMBERS = ['name', 'scope', 'key', 'period', 'limit_usd', 'warn_at', 'timezone'];

interface BudgetDialogProps {
  draft: BudgetDraft;
  budgets: BudgetChanges;
  close: () => void;
}

/** Changes one budget, or adds it. */
export function BudgetDialog({ draft: begun, budgets: { busy, problem, save, remove, placeOf }, close }: BudgetDialogProps) {
  const [draft, write] = useState(begun);
  const [sent, send] = useState(false);
  const { data: agents } = useResource<AgentsAnswer>('/api/admin/agents?hours=720', { every: 0 }).value.value;
  const change = (changes: Partial<BudgetDraft>) => write({ ...draft, ...changes });
  const fault = (member: string) => (sent ? faultOf(problem, `/budgets/${placeOf(begun)}/${member}`) : null);
  const isPlaced = MEMBERS.some((member) => fault(member) !== null);
  const isNew = begun.id === undefined;
  const submit = async () => {
    send(true);
    if (await save({ ...draft, name: draft.name.trim() })) {
      close();
    }
  };

  return (
    <Dialog title={isNew ? 'A new budget' : begun.name} close={close}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField label="Name" value={draft.name} required change={(name) => change({ name })} fault={fault('name')} />
        <div class="form-row">
          <SelectField label="For" value={draft.scope} options={SCOPES} change={(scope) => change({ scope })} fault={fault('scope')} />
          {draft.scope !== 'all' && (
            <TextField
              label={draft.scope === 'agent' ? 'Which agent' : draft.scope === 'user' ? 'Which user' : 'Which session'}
              value={draft.key}
              required
              offers={draft.scope === 'agent' ? agents?.agents.map(({ agent_name }) => agent_name) : undefined}
              change={(key) => change({ key })}
              fault={fault('key')}
            />
          )}
        </div>
        <div class="form-row">
          <NumberField label="Limit in USD" value={draft.limit_usd} required least={0} change={(limit_usd) => change({ limit_usd })} fault={fault('limit_usd')} />
          <SelectField label="In" value={draft.period} options={PERIODS} change={(period) => change({ period })} fault={fault('period')} />
          <NumberField
            label="Warn at"
            hint="percent of the limit"
            value={draft.warn_at === null ? null : Math.round(draft.warn_at * 10_000) / 100}
            least={1}
            most={100}
            required
            change={(percent) => change({ warn_at: percent === null ? null : percent / 100 })}
            fault={fault('warn_at')}
          />
        </div>
        <TextField label="Time zone" hint="days and months begin at its midnight" value={draft.timezone} required change={(timezone) => change({ timezone })} fault={fault('timezone')} />
        {sent && problem && !isPlaced && (
          <p class="message" role="alert">
            {problem.message}
          </p>
        )}
        <div class="actions">
          {!isNew && (
            <button
              type="button"
              class="button danger actions-first"
              disabled={busy}
              onClick={async () => {
                send(true);
                if (await remove(begun)) {
                  close();
                }
              }}
            >
              Remove
            </button>
          )}
          <button type="button" class="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="button primary" disabled={busy}>
            {isNew ? 'Add the budget' : 'Save'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
