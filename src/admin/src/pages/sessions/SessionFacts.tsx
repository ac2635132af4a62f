import type { SessionRow } from '../../api/sessions';
import { languageName } from '../../format/language';
import { Age } from '../../ui/Age';
import { Facts } from '../../ui/Facts';
import { Link } from '../../ui/Link';
import { Time } from '../../ui/Time';

/** Whose session it is, since when, and from where. */
export function SessionFacts({ session }: { session: SessionRow }) {
  const { user_id, user_name, first_activity_at, last_activity_at, current_agent, language, region, client } = session;
  return (
    <div class="panel-body">
      <Facts
        label="The session"
        facts={[
          { label: 'User', shows: user_id === null ? null : <Link to={['users', user_id]}>{user_name === null ? user_id : `${user_name} (${user_id})`}</Link> },
          { label: 'Began', shows: <Time of={first_activity_at} /> },
          { label: 'Last activity', shows: <Age of={last_activity_at} long /> },
          { label: 'Current agent', shows: current_agent === null ? null : <Link to={['agents', current_agent]}>{current_agent}</Link> },
          { label: 'Language', shows: language === null ? null : languageName(language) },
          { label: 'Region', shows: region },
          { label: 'Browser', shows: client?.user_agent ?? null },
          { label: 'Address', shows: client?.address_hash ? <code title="A hash with a key of this installation: the address itself is not stored">{client.address_hash}</code> : null },
        ]}
      />
    </div>
  );
}
