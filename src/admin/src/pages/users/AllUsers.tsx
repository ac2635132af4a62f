import type { UserRow, UsersAnswer } from '../../api/users';
import { parameter } from '../../state/address';
import { useList } from '../../state/useList';
import { windowPath } from '../../state/window';
import { PageHead } from '../../ui/PageHead';
import { SearchField } from '../../ui/SearchField';
import { ActiveUsersCard } from './ActiveUsersCard';
import { RegionsPanel } from './RegionsPanel';
import { UserList } from './UserList';
import { TopUsers } from '../../panels/users/TopUsers';
import { whoseOf } from './whose';

/** The active users card, with the list behind each of its numbers. */
export function AllUsers() {
  const whose = whoseOf(parameter('active'));
  const path = windowPath('/api/admin/users', { zone: true }, { ...whose.asks, q: parameter('q'), limit: 25 });
  const list = useList<UsersAnswer, UserRow>(
    path,
    ({ users, next_cursor }) => ({ rows: users, next: next_cursor }),
    ({ user_id }) => user_id,
    { on: ['executions'], atMost: 5000, every: 30_000 },
  );
  return (
    <>
      <PageHead title="Users" tools={<SearchField label="Find a user" />} />
      <ActiveUsersCard resource={list.resource} chosen={whose} />
      <div class="columns columns-wide">
        <UserList list={list} whose={whose} />
        <div class="column">
          <RegionsPanel resource={list.resource} />
          <TopUsers whole advice="Choose a longer range." />
        </div>
      </div>
    </>
  );
}
