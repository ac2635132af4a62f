import { useState } from 'preact/hooks';
import type { AlertRule, AlertsAnswer } from '../../api/alerts';
import type { Resource } from '../../state/resource';
import { Empty } from '../../ui/Empty';
import { Icon } from '../../ui/Icon';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { StateMark } from '../../ui/StateMark';
import { DataTable, type Column } from '../../ui/table/DataTable';
import { conditionOf, SEVERITIES } from './kinds';
import { RuleDialog } from './RuleDialog';
import { newRule } from './newRule';
import { useRules, type Rules } from './useRules';

/** When somebody is told: every rule, switched and changed where it stands. */
export function RulesPanel({ resource }: { resource: Resource<AlertsAnswer> }) {
  const [edited, edit] = useState<AlertRule | null>(null);
  const rules = useRules(resource);
  const all = resource.value.value.data?.rules ?? [];
  return (
    <>
      <Panel
        title="Rules"
        note="looked at every few seconds"
        resource={resource}
        skeleton={<SkeletonRows rows={10} />}
        tools={
          <button type="button" class="button small" onClick={() => edit(newRule(all))}>
            <Icon name="plus" />
            Add a rule
          </button>
        }
        empty={{ when: (data) => data.rules.length === 0, shows: <Empty title="No rules">Nobody is told of anything until there is one.</Empty> }}
      >
        {(data) => <DataTable label="Rules" columns={columns(rules, edit)} rows={data.rules} idOf={({ id }) => id} rowClass={({ enabled }) => (enabled ? '' : 'rule-off')} />}
      </Panel>
      {edited && <RuleDialog rule={edited} isNew={!all.some(({ id }) => id === edited.id)} rules={rules} close={() => edit(null)} />}
    </>
  );
}

const columns = (rules: Rules, edit: (rule: AlertRule) => void): readonly Column<AlertRule>[] => [
  {
    id: 'name',
    label: 'Rule',
    text: true,
    class: 'wraps',
    cell: (rule) => (
      <button type="button" class="rule-name link" data-walk onClick={() => edit(rule)}>
        {rule.name}
      </button>
    ),
  },
  { id: 'severity', label: 'Severity', text: true, class: 'roomy', cell: ({ severity }) => <StateMark level={SEVERITIES[severity]} word={severity} icon={severity === 'info' ? 'bell' : 'warning'} /> },
  { id: 'condition', label: 'Fires when', text: true, class: 'wraps', cell: (rule) => conditionOf(rule) },
  { id: 'agent', label: 'Agent', text: true, class: 'spacious', cell: ({ agent }) => agent ?? <span class="quiet">all</span> },
  { id: 'origin', label: 'Origin', text: true, class: 'spacious', cell: ({ is_default }) => <span class="tag">{is_default ? 'built in' : 'own'}</span> },
  {
    id: 'on',
    label: 'On',
    cell: (rule) => (
      <label class="switch">
        <input type="checkbox" role="switch" checked={rule.enabled} disabled={rules.busy} onChange={() => void rules.save({ ...rule, enabled: !rule.enabled }, `“${rule.name}” is ${rule.enabled ? 'off' : 'on'}.`)} />
        <span class="unseen">{rule.name}</span>
      </label>
    ),
  },
];
