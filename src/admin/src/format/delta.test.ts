import { expect, test } from 'vitest';
import { pointsDelta, relativeDelta } from './delta';

test('more time is bad, fewer failures are good, more work is neither', () => {
  expect(relativeDelta(103, 100, 'up-is-bad')).toEqual({ text: '3%', direction: 'up', tone: 'bad' });
  expect(relativeDelta(50, 100, 'up-is-bad')).toEqual({ text: '50%', direction: 'down', tone: 'good' });
  expect(relativeDelta(112, 100, 'neutral')).toEqual({ text: '12%', direction: 'up', tone: 'neutral' });
});

test('rates are compared in points', () => {
  expect(pointsDelta(0.978, 0.982, 'up-is-good')).toEqual({ text: '0.4 pt', direction: 'down', tone: 'bad' });
});

test('nothing to compare with gives no delta', () => {
  expect(relativeDelta(5, 0, 'neutral')).toBeNull();
  expect(relativeDelta(5, null, 'neutral')).toBeNull();
  expect(relativeDelta(null, 5, 'neutral')).toBeNull();
  expect(pointsDelta(0.5, null, 'up-is-good')).toBeNull();
});

test('a rate may be compared with nothing but failures', () => {
  expect(pointsDelta(0.5, 0, 'up-is-good')).toEqual({ text: '50 pt', direction: 'up', tone: 'good' });
});

test('a change too small to show is no change', () => {
  expect(relativeDelta(10_000, 10_001, 'up-is-bad')).toEqual({ text: 'no change', direction: 'flat', tone: 'neutral' });
});
