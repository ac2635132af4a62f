import { expect, test } from 'vitest';
import { bytes, count, duration, known, rate, shortCount, usd } from './numbers';

test('durations read as people say them', () => {
  const said = [0, 840, 999.4, 999.6, 2100, 59_949, 59_990, 185_000, 3_600_000, 7_800_000].map(duration);

  expect(said).toEqual(['0 ms', '840 ms', '999 ms', '1.0 s', '2.1 s', '59.9 s', '1 min 0 s', '3 min 5 s', '1 h 0 min', '2 h 10 min']);
});

test('a rate that is not perfect never rounds up to it', () => {
  expect([1, 0.99999, 0.9784, 0].map(rate)).toEqual(['100%', '99.9%', '97.8%', '0%']);
});

test('money stays readable from traces to thousands', () => {
  const said = [0, 0.0000004, 0.00042, 0.0123, 0.5, 18.436, 12_345].map(usd);

  expect(said).toEqual(['$0.00', '$0.0000004', '$0.00042', '$0.0123', '$0.50', '$18.44', '$12.3K']);
});

test('counts are whole until they are large', () => {
  expect([0, 8912, 9999].map(shortCount)).toEqual(['0', '8,912', '9,999']);
  expect([18_059_974, 245_896].map(shortCount)).toEqual(['18.1M', '245.9K']);
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
