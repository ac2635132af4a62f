import type { AgentsAnswer } from '../../../api/agents';
import type { Budget } from '../../../api/budgets';
import { useDraft } from '../../../state/useDraft';
import { useResource } from '../../../state/useResource';
import { FormDialog } from '../../../ui/FormDialog';
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
  const { draft, change, fault, message, send } = useDraft(begun, { problem, members: MEMBERS, at: `/budgets/${placeOf(begun)}` });
  const { data: agents } = useResource<AgentsAnswer>('/api/admin/agents?hours=720', { every: 0 }).value.value;
  const isNew = begun.id === undefined;

  return (
    <FormDialog
      title={isNew ? 'A new budget' : begun.name}
      busy={busy}
      message={message}
      press={isNew ? 'Add the budget' : 'Save'}
      submit={() => send(() => save({ ...draft, name: draft.name.trim() }))}
      remove={!isNew && (() => send(() => remove(begun)))}
      close={close}
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
    </FormDialog>
  );
}
