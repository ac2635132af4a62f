import { expect, test } from 'vitest';
import { draftOf, newDraft, wireOf } from './draft';
import { budget } from '../../../test/money';

test('a budget for everything has no key, and the others have theirs without blanks', () => {
  expect(wireOf({ ...newDraft(), key: 'left over' })).toMatchObject({ scope: 'all', key: null });
  expect(wireOf({ ...newDraft(), scope: 'user', key: ' ann ' })).toMatchObject({ scope: 'user', key: 'ann' });
});

test('only what is written by hand is sent back', () => {
  expect(Object.keys(wireOf(draftOf(budget()))).sort()).toEqual(['id', 'key', 'limit_usd', 'name', 'period', 'scope', 'timezone', 'warn_at']);
});
