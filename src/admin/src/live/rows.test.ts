import { expect, test } from 'vitest';
import { row } from '../test/answers';
import { rowsOf } from './rows';

test('a frame carries one execution or several', () => {
  expect(rowsOf(row('a'))).toEqual([row('a')]);
  expect(rowsOf({ execution: row('a') })).toEqual([row('a')]);
  expect(rowsOf({ executions: [row('b'), row('a')], more: 3 })).toEqual([row('b'), row('a')]);
});

test('what is no execution is left out', () => {
  expect(rowsOf({ executions: [null, 1, { execution_id: 'x' }, row('a')] })).toEqual([row('a')]);
  expect(rowsOf(null)).toEqual([]);
  expect(rowsOf('text')).toEqual([]);
});
