import { expect, test } from 'vitest';
import { rule } from '../../test/watch';
import { conditionOf, subjectName } from './kinds';

test('a rule says when it fires', () => {
  expect(conditionOf(rule())).toBe('Success rate below 95% over 15 min for 5 min with at least 20 executions');
  expect(conditionOf(rule({ kind: 'latency_p95', threshold: null, baseline_factor: 2, for_seconds: 0 }))).toBe(
    'p95 time above 2 times what is usual over 15 min with at least 20 executions',
  );
  expect(conditionOf(rule({ kind: 'dead_letters', threshold: 0, for_seconds: 0 }))).toBe('Dead letters more than 0');
});

test('a subject is known by its name', () => {
  expect(subjectName('agent:a:b')).toBe('a:b');
  expect(subjectName(null)).toBeNull();
});
