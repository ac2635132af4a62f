import { expect, test } from 'vitest';
import { shapesOf } from './Sparkline';

test('a gap parts the line', () => {
  expect(shapesOf([1, 2, null, 3, 4]).line.match(/M/g)).toHaveLength(2);
});

test('nothing at all draws nothing, and a single value is a dot', () => {
  expect(shapesOf([])).toEqual({ line: '', area: '', rest: '' });
  expect(shapesOf([null, null]).line).toBe('');
  expect(shapesOf([5]).line).toContain('h.01');
});

test('what is not whole yet is led to by a piece of its own', () => {
  const { line, rest } = shapesOf([1, 2, 1], 0, true);

  expect(line).toBe(shapesOf([1, 2, 1]).line.replace(/L[^L]*$/, ''));
  expect(rest.match(/[\d.]+/g)?.[2]).toBe('100');
  expect(shapesOf([1, null], 0, true).rest).toBe('');
});

test('no number leaves the picture', () => {
  const numbers = (shapesOf([0, 1000, -5, 3]).line.match(/-?[\d.]+/g) ?? []).map(Number);

  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThanOrEqual(100);
});
