import { expect, test } from 'vitest';
import { offersFor } from './offers';

test('nothing typed offers the pages and the agents', () => {
  expect(offersFor('', ['tutor']).map(({ text }) => text)).toEqual(expect.arrayContaining(['Overview', 'Live', 'tutor']));
});

test('an agent that matches comes first, and whatever is typed may be a user, a session, an execution or words', () => {
  const offers = offersFor(' tut ', ['quiz', 'tutor']);

  expect(offers[0]).toMatchObject({ kind: 'Agent', to: ['agents', 'tutor'] });
  expect(offers.map(({ id }) => id)).toEqual(['agent-tutor', 'user', 'session', 'run', 'errors']);
  expect(offers.find(({ id }) => id === 'run')?.run).toBe('tut');
});
