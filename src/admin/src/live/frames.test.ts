import { expect, test } from 'vitest';
import { isFrame, Sequence } from './frames';

test('the first number of a connection is accepted whatever it is', () => {
  expect(new Sequence().take(812)).toBe('next');
});

test('a missing number is a gap, and the line goes on after it', () => {
  const sequence = new Sequence();

  expect([4, 5, 8, 9].map((seq) => sequence.take(seq))).toEqual(['next', 'next', 'gap', 'next']);
});

test('a number that was seen is old', () => {
  const sequence = new Sequence();

  expect([4, 4, 3, 5].map((seq) => sequence.take(seq))).toEqual(['next', 'old', 'old', 'next']);
});

test('a restarted server may count from the beginning', () => {
  const sequence = new Sequence();
  sequence.take(900);
  sequence.restart();

  expect(sequence.take(1)).toBe('next');
});

test('each of several sources has a line of its own', () => {
  const sequence = new Sequence();

  expect([sequence.take(7, 'a'), sequence.take(3, 'b'), sequence.take(8, 'a'), sequence.take(5, 'b'), sequence.take(7, 'a')]).toEqual([
    'next',
    'next',
    'next',
    'gap',
    'old',
  ]);
});

test('what lacks a type or a number is no frame', () => {
  expect([null, 'x', {}, { type: 'a' }, { seq: 1 }].map(isFrame)).not.toContain(true);
  expect(isFrame({ type: 'metrics:update', seq: 1 })).toBe(true);
});
