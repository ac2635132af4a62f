import type { UserRow, UsersAnswer } from '../../api/users';
import { go, parameter } from '../../state/address';
import type { List } from '../../state/useList';
import { Age } from '../../ui/Age';
import { Empty } from '../../ui/Empty';
import { Link } from '../../ui/Link';
import { MoreRows } from '../../ui/MoreRows';
import { Panel } from '../../ui/Panel';
import { SkeletonRows } from '../../ui/Skeleton';
import { StateMark } from '../../ui/StateMark';
import { DataTable, type Column } from '../../ui/table/DataTable';
import type { Whose } from './whose';

const COLUMNS: readonly Column<UserRow>[] = [
  {
    id: 'user',
    label: 'User',
    text: true,
    cell: ({ user_id, user_name, is_active, is_new }) => (
      <span class="user-name">
        <Link to={['users', user_id]} title={user_id} walk>
          {user_name ?? user_id}
        </Link>
        {is_active && <StateMark level="good" word="active" icon="live" />}
        {is_new && <StateMark level="accent" word="new" icon="plus" />}
      </span>
    ),
  },
  { id: 'agent', label: 'Last agent', text: true, cell: ({ last_agent }) => (last_agent === null ? <span class="unknown">—</span> : <Link to={['agents', last_agent]}>{last_agent}</Link>) },
  { id: 'region', label: 'Region', text: true, class: 'roomy', cell: ({ region }) => region ?? <span class="unknown">—</span> },
  { id: 'first', label: 'First seen', class: 'roomy', cell: ({ first_seen_at }) => <Age of={first_seen_at} long /> },
  { id: 'last', label: 'Last seen', cell: ({ last_seen_at }) => <Age of={last_seen_at} long /> },
];

/** The users behind the number that is chosen, the last seen first. */
export function UserList({ list, whose }: { list: List<UsersAnswer, UserRow>; whose: Whose }) {
  const asked = parameter('q') !== null;
  return (
    <Panel
      title={whose.title}
      note={whose.says}
      resource={list.resource}
      skeleton={<SkeletonRows rows={8} />}
      empty={{
        when: () => list.rows.length === 0,
        shows: asked ? (
          <Empty title="No user is called that">Look for fewer letters, or among all users.</Empty>
        ) : (
          <Empty title={`Nobody ${whose.says}`}>Choose another number above. Executions that name a <code>user_id</code> are counted.</Empty>
        ),
      }}
    >
      {() => (
        <>
          <DataTable label="Users" columns={COLUMNS} rows={list.rows} idOf={({ user_id }) => user_id} open={({ user_id }) => go(['users', user_id])} />
          <MoreRows list={list} />
        </>
      )}
    </Panel>
  );
}
