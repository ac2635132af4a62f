import { expect, test } from 'vitest';
import { split, summaryOf, type ChartModel } from './model';

const model = (values: (number | null)[], more: Partial<ChartModel> = {}): ChartModel => ({
  starts: values.map((_, index) => index * 1000),
  lines: [{ label: 'Now', values, kind: 'area', tone: 'accent' }],
  format: String,
  ...more,
});

test('what is not over yet is led into from the last whole bucket', () => {
  expect(split([1, 2, 3, 4], 3)).toEqual({ whole: [1, 2, 3, null], partial: [null, null, 3, 4] });
  expect(split([1, 2], undefined)).toEqual({ whole: [1, 2], partial: [null, null] });
});

test('a chart is told in one sentence', () => {
  const told = summaryOf(model([5, null, 9], { marks: [{ index: 2, text: '' }] }), 'Executions', (start) => `t${start}`);

  expect(told).toBe('Executions in 3 steps: between 5 and 9, most at t2000. 1 out of the ordinary.');
});

test('a chart without data says so', () => {
  expect(summaryOf(model([null, null]), 'Cost', String)).toBe('Cost: no data in this period.');
});
