import type { AgentsAnswer } from '../../api/agents';
import type { AlertKind, AlertRule, AlertSeverity } from '../../api/alerts';
import { useDraft } from '../../state/useDraft';
import { useResource } from '../../state/useResource';
import { FormDialog } from '../../ui/FormDialog';
import { NumberField } from '../../ui/fields/NumberField';
import { SelectField } from '../../ui/fields/SelectField';
import { TextField } from '../../ui/fields/TextField';
import { KINDS } from './kinds';
import type { Rules } from './useRules';

const KIND_OPTIONS = (Object.keys(KINDS) as AlertKind[]).map((id) => ({ id, label: KINDS[id].label }));
const SEVERITY_OPTIONS: readonly { id: AlertSeverity; label: string }[] = [
  { id: 'info', label: 'Info' },
  { id: 'warning', label: 'Warning' },
  { id: 'critical', label: 'Critical' },
];

const MEMBERS = ['name', 'kind', 'severity', 'agent', 'threshold', 'recover', 'for_seconds', 'window_minutes', 'minimum_executions', 'baseline_factor'];

interface RuleDialogProps {
  rule: AlertRule;
  isNew: boolean;
  rules: Rules;
  close: () => void;
}

/** Changes one rule, or adds it. */
export function RuleDialog({ rule, isNew, rules: { busy, problem, save, remove }, close }: RuleDialogProps) {
  const { draft, change, fault, message, send } = useDraft(rule, { problem, members: MEMBERS });
  const { data: agents } = useResource<AgentsAnswer>('/api/admin/agents?hours=720', { every: 0 }).value.value;
  const kind = KINDS[draft.kind];
  const submit = () => {
    const { is_default: _, ...whole } = draft;
    const fitting = { ...whole, agent: kind.hasAgent ? whole.agent : null, baseline_factor: draft.kind === 'latency_p95' ? whole.baseline_factor : null };
    return save({ ...fitting, is_default: false }, isNew ? `“${draft.name}” is looked at from now on.` : `“${draft.name}” is saved.`);
  };

  return (
    <FormDialog
      title={isNew ? 'A new rule' : rule.name}
      busy={busy}
      message={message}
      press={isNew ? 'Add the rule' : 'Save'}
      submit={() => send(submit)}
      remove={!isNew && (() => send(() => remove(rule)))}
      close={close}
    >
      <TextField label="Name" value={draft.name} required change={(name) => change({ name })} fault={fault('name')} />
      <div class="form-row">
        <SelectField label="Looks at" value={draft.kind} options={KIND_OPTIONS} change={(kind) => change({ kind, threshold: null, recover: null, baseline_factor: null })} fault={fault('kind')} />
        <SelectField label="Severity" value={draft.severity} options={SEVERITY_OPTIONS} change={(severity) => change({ severity })} />
        {kind.hasAgent && (
          <TextField label="Agent" value={draft.agent ?? ''} placeholder="all" offers={agents?.agents.map(({ agent_name }) => agent_name)} change={(agent) => change({ agent: agent === '' ? null : agent })} fault={fault('agent')} />
        )}
      </div>
      <div class="form-row">
        <NumberField label={`Fires ${kind.fault}`} hint={kind.unit} value={draft.threshold} least={0} change={(threshold) => change({ threshold })} fault={fault('threshold')} />
        <NumberField label="Over again at" hint="empty: at the threshold" value={draft.recover} least={0} change={(recover) => change({ recover })} fault={fault('recover')} />
        {draft.kind === 'latency_p95' && (
          <NumberField label="Times the usual" hint="empty: not compared" value={draft.baseline_factor} least={1} change={(baseline_factor) => change({ baseline_factor })} fault={fault('baseline_factor')} />
        )}
      </div>
      <div class="form-row">
        <NumberField label="For" hint="seconds" value={draft.for_seconds} least={0} required change={(value) => change({ for_seconds: value ?? 0 })} fault={fault('for_seconds')} />
        {kind.hasWindow && <NumberField label="Window" hint="minutes" value={draft.window_minutes} least={1} required change={(value) => change({ window_minutes: value ?? 1 })} fault={fault('window_minutes')} />}
        {kind.needsExecutions && (
          <NumberField label="At least" hint="executions in the window" value={draft.minimum_executions} least={0} required change={(value) => change({ minimum_executions: value ?? 0 })} fault={fault('minimum_executions')} />
        )}
      </div>
      <label class="check">
        <input type="checkbox" checked={draft.enabled} onChange={(event) => change({ enabled: event.currentTarget.checked })} />
        On
      </label>
    </FormDialog>
  );
}
