import { expect, test } from 'vitest';
import type { ChartModel } from './model';
import { recordsOf, sheetOf } from './sheet';

const model: ChartModel = {
  starts: [0, 3_600_000],
  lines: [
    { label: 'p95', values: [4100, null], kind: 'area', tone: 'accent' },
    { label: 'p50', values: [900, 950], kind: 'line', tone: 'second' },
  ],
  format: String,
};

test('a chart is taken away as the numbers that are drawn, and a gap stays a gap', () => {
  expect(sheetOf(model)).toEqual({
    header: ['start', 'p95', 'p50'],
    rows: [['1970-01-01T00:00:00.000Z', 4100, 900], ['1970-01-01T01:00:00.000Z', null, 950]],
  });
  expect(recordsOf(model)[1]).toEqual({ start: '1970-01-01T01:00:00.000Z', p95: null, p50: 950 });
});
