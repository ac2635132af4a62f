import { PAGES } from '../../pages/pages';

/** Something that can be gone to from the search field. */
export interface Offer {
  id: string;
  kind: string;
  text: string;
  to?: readonly string[];
  with?: Readonly<Record<string, string | null>>;
  run?: string;
}

/** What the server knows that is called like it. */
export interface Found {
  agents: readonly string[];
  users: readonly { user_id: string; user_name: string | null }[];
  sessions: readonly { session_id: string }[];
}

const MOST_AGENTS = 6;

/** What a text may mean, best first: what is known by it, then an id as it stands, then words of an error. */
export function offersFor(typed: string, { agents, users, sessions }: Found): Offer[] {
  const text = typed.trim();
  const has = (name: string) => name.toLowerCase().includes(text.toLowerCase());
  const pages = PAGES.filter(({ title }) => has(title)).map<Offer>(({ name, title }) => ({
    id: `page-${name}`, kind: 'Page', text: title, to: name === '' ? [] : [name],
  }));
  const known = agents.filter(has).slice(0, MOST_AGENTS).map<Offer>((agent) => ({
    id: `agent-${agent}`, kind: 'Agent', text: agent, to: ['agents', agent],
  }));
  if (text === '') {
    return [...pages, ...known];
  }

  return [
    ...known,
    ...pages,
    ...users.map<Offer>(({ user_id, user_name }) => ({
      id: `user-${user_id}`, kind: 'User', text: user_name === null ? user_id : `${user_name} · ${user_id}`, to: ['users', user_id],
    })),
    ...sessions.map<Offer>(({ session_id }) => ({ id: `session-${session_id}`, kind: 'Session', text: session_id, to: ['sessions', session_id] })),
    ...(users.length === 0 ? [{ id: 'user', kind: 'User', text, to: ['users', text] }] : []),
    ...(sessions.length === 0 ? [{ id: 'session', kind: 'Session', text, to: ['sessions', text] }] : []),
    { id: 'run', kind: 'Execution', text, run: text },
    { id: 'errors', kind: 'Errors that say', text, to: ['errors'], with: { q: text } },
  ];
}
