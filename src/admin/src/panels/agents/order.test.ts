import { expect, test } from 'vitest';
import { agent } from '../../test/answers';
import { agentRows, chosen, sorted } from './order';

const rows = agentRows({
  beta: agent({ count: 5, p95_ms: null }),
  alpha: agent({ count: 5, p95_ms: 100 }),
  gamma: agent({ count: 9, p95_ms: 900 }),
});
const names = (by: 'count' | 'p95_ms' | 'name', descending: boolean) =>
  sorted(rows, { by, descending }).map(({ name }) => name).join(' ');

test('equal agents stand by name', () => {
  expect(names('count', true)).toBe('gamma alpha beta');
  expect(names('count', false)).toBe('alpha beta gamma');
});

test('unknown values come last whichever way', () => {
  expect(names('p95_ms', true)).toBe('gamma alpha beta');
  expect(names('p95_ms', false)).toBe('alpha gamma beta');
});

test('a second click turns the order, another column starts with its largest', () => {
  expect(chosen({ by: 'count', descending: true }, 'count')).toEqual({ by: 'count', descending: false });
  expect(chosen({ by: 'count', descending: false }, 'p95_ms')).toEqual({ by: 'p95_ms', descending: true });
  expect(chosen({ by: 'count', descending: true }, 'name')).toEqual({ by: 'name', descending: false });
});
