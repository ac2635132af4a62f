import { expect, test } from 'vitest';
import { bytes, count, duration, exactUsd, known, rate, shortCount, unrounded, usd } from './numbers';

test('durations read as people say them', () => {
  const said = [0, 840, 999.4, 999.6, 2100, 59_949, 59_990, 185_000, 3_600_000, 7_800_000, 172_740_000, 1_077_240_000].map(duration);

  expect(said).toEqual(['0 ms', '840 ms', '999 ms', '1.0 s', '2.1 s', '59.9 s', '1 min 0 s', '3 min 5 s', '1 h 0 min', '2 h 10 min', '47 h 59 min', '12 d 11 h']);
});

test('a rate that is not perfect never rounds up to it, and one that is not nothing never down to 0', () => {
  expect([1, 0.99999, 0.9784, 0.5, 0.00001, 0].map(rate)).toEqual(['100%', '99.9%', '97.8%', '50.0%', '0.1%', '0%']);
});

test('money stays readable from traces to thousands', () => {
  const said = [0, 0.0000004, 0.00042, 0.006, 0.0123, 0.5, 0.7691, 18.436, 12_345].map(usd);

  expect(said).toEqual(['$0.00', '$0.0000004', '$0.00042', '$0.0060', '$0.0123', '$0.50', '$0.77', '$18.44', '$12.3K']);
});

test('a price keeps every digit', () => {
  expect([3, 0.125, 18.75, 0.0375].map(exactUsd)).toEqual(['$3.00', '$0.125', '$18.75', '$0.0375']);
});

test('what was rounded is told in full, and only that', () => {
  expect(unrounded(0.7691, usd)).toBe('$0.7691');
  expect(unrounded(18_059_974, shortCount)).toBe('18,059,974');
  expect([unrounded(0.5, usd), unrounded(840, shortCount), unrounded(2100, duration)]).toEqual([null, null, null]);
});

test('counts are whole until they are large', () => {
  expect([0, 8912, 9999].map(shortCount)).toEqual(['0', '8,912', '9,999']);
  expect([18_059_974, 245_896, 2_000_000].map(shortCount)).toEqual(['18.1M', '245.9K', '2.0M']);
  expect(count(18_059_974)).toBe('18,059,974');
});

test('the unknown is not reported and never zero', () => {
  expect(known(null, count)).toBe('not reported');
  expect(known(undefined, count)).toBe('not reported');
  expect(known(0, count)).toBe('0');
});

test('sizes are said in the unit that keeps them short', () => {
  expect([0, 840, 12_698, 3_250_586, 5 * 1024 ** 4].map(bytes)).toEqual(['0 B', '840 B', '12.4 KB', '3.1 MB', '5,120.0 GB']);
});
