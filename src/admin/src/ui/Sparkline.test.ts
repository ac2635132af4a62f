import { expect, test } from 'vitest';
import { shapesOf } from './Sparkline';

test('a gap parts the line', () => {
  expect(shapesOf([1, 2, null, 3, 4]).line.match(/M/g)).toHaveLength(2);
});

test('nothing at all draws nothing, and a single value is a dot', () => {
  expect(shapesOf([])).toEqual({ line: '', area: '' });
  expect(shapesOf([null, null]).line).toBe('');
  expect(shapesOf([5]).line).toContain('h.01');
});

test('no number leaves the picture', () => {
  const numbers = (shapesOf([0, 1000, -5, 3]).line.match(/-?[\d.]+/g) ?? []).map(Number);

  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThanOrEqual(100);
});
