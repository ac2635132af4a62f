import { expect, test } from 'vitest';
import { offersFor, type Found } from './offers';

const found = (changes: Partial<Found> = {}): Found => ({ agents: [], users: [], sessions: [], ...changes });

test('nothing typed offers the pages and the agents', () => {
  expect(offersFor('', found({ agents: ['tutor'] })).map(({ text }) => text)).toEqual(expect.arrayContaining(['Overview', 'Live', 'tutor']));
});

test('an agent that matches comes first, and whatever is typed may be a user, a session, an execution or words', () => {
  const offers = offersFor(' tut ', found({ agents: ['quiz', 'tutor'] }));

  expect(offers[0]).toMatchObject({ kind: 'Agent', to: ['agents', 'tutor'] });
  expect(offers.map(({ id }) => id)).toEqual(['agent-tutor', 'user', 'session', 'run', 'errors']);
  expect(offers.find(({ id }) => id === 'run')?.run).toBe('tut');
});

test('who and what is known by it is offered in place of a guess', () => {
  const offers = offersFor('ann', found({ users: [{ user_id: 'u_7', user_name: 'Ann Lee' }, { user_id: 'annex', user_name: null }], sessions: [{ session_id: 's_ann' }] }));

  expect(offers.map(({ text }) => text)).toEqual(['Ann Lee · u_7', 'annex', 's_ann', 'ann', 'ann']);
  expect(offers[0]?.to).toEqual(['users', 'u_7']);
});
