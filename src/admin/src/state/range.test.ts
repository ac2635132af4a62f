import { expect, test } from 'vitest';
import { rangeOf, searchWith } from './range';

test('an address without a range, or with one nobody knows, shows the last day', () => {
  expect(rangeOf('').hours).toBe(24);
  expect(rangeOf('?range=9y').hours).toBe(24);
  expect(rangeOf('?range=7d').hours).toBe(168);
});

test('one parameter changes and the others stay', () => {
  expect(searchWith('?range=7d&run=a', 'run', 'b/c')).toBe('?range=7d&run=b%2Fc');
  expect(searchWith('?range=7d&run=a', 'run', null)).toBe('?range=7d');
  expect(searchWith('?run=a', 'run', null)).toBe('');
});
