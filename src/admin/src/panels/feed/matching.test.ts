import { expect, test } from 'vitest';
import { row } from '../../test/answers';
import { joined, matching } from './matching';

test('a row passes when every filter says so', () => {
  const rows = [row('a'), row('b', { user_id: null }), row('c', { status: 'failure' })];
  const ids = (filters: Parameters<typeof matching>[1]) => matching(rows, filters).map(({ execution_id }) => execution_id);

  expect(ids([])).toEqual(['a', 'b', 'c']);
  expect(ids([{ name: 'user', value: 'u_1' }])).toEqual(['a', 'c']);
  expect(ids([{ name: 'user', value: 'u_1' }, { name: 'status', value: 'failure' }])).toEqual(['c']);
});

test('what was pushed stands above what is listed, once', () => {
  const shown = joined([row('b', { status: 'failure' })], [row('b'), row('a')], 50);

  expect(shown.map(({ execution_id, status }) => [execution_id, status])).toEqual([['b', 'failure'], ['a', 'success']]);
  expect(joined([row('c')], [row('b'), row('a')], 2)).toHaveLength(2);
});
