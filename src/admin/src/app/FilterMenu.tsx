import { useEffect, useRef, useState } from 'preact/hooks';
import type { AgentsAnswer } from '../api/agents';
import { change, FILTERS, parameter, type Filter } from '../state/address';
import { useResource } from '../state/useResource';
import { SelectField } from '../ui/fields/SelectField';
import { TextField } from '../ui/fields/TextField';
import { Icon } from '../ui/Icon';
import { Menu } from '../ui/Menu';

const STATUSES = ['', 'success', 'failure', 'timeout', 'cancelled', 'running'].map((id) => ({ id, label: id === '' ? 'any' : id }));

/** What the page is narrowed to, filled in by hand. */
export function FilterMenu() {
  return (
    <Menu
      class="filter-menu"
      shows={
        <>
          <Icon name="filter" />
          Filter
        </>
      }
      title="Filter (f)"
      align="end"
      bare
    >
      {(close) => <Narrowing close={close} />}
    </Menu>
  );
}

function Narrowing({ close }: { close: () => void }) {
  const [draft, write] = useState(() => Object.fromEntries(FILTERS.map((name) => [name, parameter(name) ?? ''])) as Record<Filter, string>);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const { data } = useResource<AgentsAnswer>('/api/admin/agents?hours=720', { every: 0 }).value.value;
  const field = (name: Filter) => ({ value: draft[name], change: (value: string) => write({ ...draft, [name]: value }) });
  return (
    <form
      class="between"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        change(Object.fromEntries(FILTERS.map((name) => [name, draft[name].trim() || null])), 'push');
        close();
      }}
    >
      <TextField label="Agent" placeholder="any" offers={data?.agents.map(({ agent_name }) => agent_name)} {...field('agent')} />
      <TextField label="Model" placeholder="any" {...field('model')} />
      <TextField label="User id" placeholder="any" {...field('user')} />
      <SelectField label="Status" options={STATUSES} {...field('status')} />
      <button type="submit" class="button primary">
        Show only these
      </button>
    </form>
  );
}
