import { expect, test } from 'vitest';
import { row } from '../test/answers';
import { Throughput } from './throughput';

const at = (second: number) => 1_000_000_000_000 + second * 1000;

test('an execution counts once, when it is finished', () => {
  const throughput = new Throughput();
  throughput.arrived([row('a', { status: 'running' })], at(0));
  throughput.arrived([row('a')], at(1));
  throughput.arrived([row('a')], at(2));

  expect(throughput.points(1, 10, at(10))).toMatchObject([{ arrived: 1, failed: 0, tokens: 840, took: 2100, timed: 1 }]);
});

test('seconds are summed into stretches, oldest first, and those without anything are nought', () => {
  const throughput = new Throughput();
  throughput.arrived([row('a'), row('b', { status: 'failure' })], at(1));
  throughput.arrived([row('c', { status: 'timeout' })], at(7));

  expect(throughput.points(3, 3, at(9))).toMatchObject([{ arrived: 2, failed: 1 }, { arrived: 0, failed: 0 }, { arrived: 1, failed: 1 }]);
});
