import type { ErrorGroup } from '../../api/types';
import { count } from '../../format/numbers';
import { span } from '../../state/address';
import { now } from '../../state/clock';
import { boundsOf } from '../../state/range';
import { Age } from '../../ui/Age';
import { Link } from '../../ui/Link';
import { Spark } from './Spark';
import './errors.css';

/** Groups of failures, each with how often, when and whom it met. */
export function ErrorGroups({ groups }: { groups: readonly ErrorGroup[] }) {
  const bounds = boundsOf(span.value, now.peek());
  return (
    <ul class="errors">
      {groups.map((group) => (
        <li key={group.fingerprint} class="error" data-fingerprint={group.fingerprint}>
          <span class="error-count numbers" title={`${count(group.count)} times`}>
            {count(group.count)}
            <span class="unseen"> times:</span>
          </span>
          <Link to={['errors', group.fingerprint]} class="error-title name-link">
            {group.title}
          </Link>
          <Spark points={group.trend} {...bounds} />
          <span class="error-foot quiet">
            {group.agents.join(', ')} · {group.users === 0 ? 'user not reported' : usersOf(group.users)} · last seen{' '}
            <Age of={group.last_seen} long />
          </span>
        </li>
      ))}
    </ul>
  );
}

function usersOf(users: number): string {
  return `${count(users)} ${users === 1 ? 'user' : 'users'}`;
}
