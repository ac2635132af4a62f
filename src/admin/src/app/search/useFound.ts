import { useEffect, useState } from 'preact/hooks';
import type { AgentsAnswer } from '../../api/agents';
import type { SessionsAnswer } from '../../api/sessions';
import type { UsersAnswer } from '../../api/users';
import { useResource } from '../../state/useResource';
import { pathWith } from '../../state/window';
import type { Found } from './offers';

const REST_MS = 150;
const LEAST_LETTERS = 2;
const MOST = 4;

/** What the server knows by a text: its agents, asked for when somebody first looks; users and sessions, once the typing rests. */
export function useFound(typed: string, open: boolean): Found {
  const text = typed.trim();
  const [rested, rest] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => rest(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);

  const idle = !open || rested.length < LEAST_LETTERS;
  const { data: agents } = useResource<AgentsAnswer>('/api/admin/agents?hours=720', { every: 0, idle: !open }).value.value;
  const { data: users } = useResource<UsersAnswer>(pathWith('/api/admin/users', { active: 'all', q: rested, limit: MOST }), { every: 0, idle }).value.value;
  const { data: sessions } = useResource<SessionsAnswer>(pathWith('/api/admin/sessions', { q: rested, limit: MOST }), { every: 0, idle }).value.value;
  return {
    agents: (agents?.agents ?? []).map(({ agent_name }) => agent_name),
    // What was found for other letters is not offered.
    users: idle || rested !== text ? [] : (users?.users ?? []),
    sessions: idle || rested !== text ? [] : (sessions?.sessions ?? []),
  };
}
