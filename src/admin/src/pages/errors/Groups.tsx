import type { ErrorGroup, ErrorsAnswer } from '../../api/types';
import { count } from '../../format/numbers';
import { go, parameter, span } from '../../state/address';
import { now } from '../../state/clock';
import { boundsOf } from '../../state/range';
import type { Resource } from '../../state/resource';
import { Spark } from '../../panels/errors/Spark';
import '../../panels/errors/errors.css';
import { Age } from '../../ui/Age';
import { Bar } from '../../ui/Bar';
import { Empty } from '../../ui/Empty';
import { Figure } from '../../ui/Figure';
import { Link } from '../../ui/Link';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { DataTable, type Column } from '../../ui/table/DataTable';
import './errors-page.css';

const columns = (most: number, bounds: { from: number; to: number }): readonly Column<ErrorGroup>[] => [
  {
    id: 'title',
    label: 'Error',
    text: true,
    value: ({ title }) => title,
    class: 'group-title',
    cell: ({ title, fingerprint }) => (
      <Link to={['errors', fingerprint]} class="group-name" title={title} walk>
        {title}
      </Link>
    ),
  },
  {
    id: 'count',
    label: 'Count',
    value: ({ count }) => count,
    cell: (group) => (
      <span class="with-bar">
        <Bar share={most === 0 ? 0 : group.count / most} tone="bad" />
        <Figure value={group.count} format={count} />
      </span>
    ),
  },
  { id: 'trend', label: 'Trend', class: 'roomy', cell: ({ trend }) => <Spark points={trend} {...bounds} /> },
  { id: 'users', label: 'Users', class: 'roomy', title: 'Users it met', value: ({ users }) => users, cell: ({ users }) => (users === 0 ? <span class="unknown">—</span> : <Figure value={users} format={count} />) },
  { id: 'agents', label: 'Agents', text: true, class: 'group-agents spacious', cell: ({ agents }) => agents.join(', ') },
  { id: 'first', label: 'First seen', class: 'spacious', value: ({ first_seen }) => first_seen, cell: ({ first_seen }) => <Age of={first_seen} long /> },
  { id: 'last', label: 'Last seen', value: ({ last_seen }) => last_seen, cell: ({ last_seen }) => <Age of={last_seen} long /> },
];

/** Causes, the most frequent first. */
export function Groups({ resource }: { resource: Resource<ErrorsAnswer> }) {
  const words = (parameter('q') ?? '').toLowerCase();
  const said = ({ groups }: ErrorsAnswer) => groups.filter(({ title }) => title.toLowerCase().includes(words));
  const { data } = resource.value.value;
  return (
    <Panel
      title="Groups"
      note={data && data.groups.length > 0 && 'alike but for ids and numbers'}
      resource={resource}
      skeleton={<SkeletonRows rows={6} />}
      follows={['agent']}
      empty={{
        when: (data) => said(data).length === 0,
        shows: words === '' ? <Empty title="No errors">Nothing failed or timed out in this period.</Empty> : <Empty title="No group says that">Look for fewer words, or choose a longer period.</Empty>,
      }}
    >
      {(data) => (
        <DataTable
          label="Groups of errors"
          columns={columns(Math.max(...data.groups.map(({ count }) => count)), boundsOf(span.value, now.peek()))}
          rows={said(data)}
          idOf={({ fingerprint }) => fingerprint}
          usual={{ by: 'count', descending: true }}
          inAddress
          open={({ fingerprint }) => go(['errors', fingerprint])}
        />
      )}
    </Panel>
  );
}
