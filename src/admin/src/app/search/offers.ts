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

const MOST_AGENTS = 6;

/** What a text may mean, best first: an agent, a page, an execution, a user, a session, words of an error. */
export function offersFor(typed: string, agents: readonly string[]): Offer[] {
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
    { id: 'user', kind: 'User', text, to: ['users', text] },
    { id: 'session', kind: 'Session', text, to: ['sessions', text] },
    { id: 'run', kind: 'Execution', text, run: text },
    { id: 'errors', kind: 'Errors that say', text, to: ['errors'], with: { q: text } },
  ];
}
