import { expect, test } from 'vitest';
import { row } from '../../test/answers';
import { summary } from './summary';

test('one sentence tells how many came and how many failed', () => {
  expect(summary([])).toBe('');
  expect(summary([row('a')])).toBe('1 new execution');
  expect(summary([row('a'), row('b', { status: 'timeout' }), row('c', { status: 'failure' })])).toBe('3 new executions, 2 failed');
});
