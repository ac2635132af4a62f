import { expect, test } from 'vitest';
import type { HeatCell } from '../../../api/heatmap';
import { heatmap } from '../../../test/analytics';
import { gridOf, HEATS, saysOf } from './grid';

const volume = HEATS[0]!;
const cell = (changes: Partial<HeatCell>): HeatCell => ({
  day: 7, hour: 2, occurrences: 1, total_requests: 0, failed: 0, total_tokens: 0, total_cost_usd: 0, ...changes,
});

test('days and hours stand where they belong, Monday first', () => {
  const grid = gridOf(heatmap);

  expect(grid[0]?.[23]?.total_requests).toBe(23);
  expect(grid[6]).toHaveLength(24);
});

test('an hour that the clock change leaves out is no hour without executions', () => {
  expect(saysOf(cell({ occurrences: 0 }), 6, 2, volume)).toBe('Sun 02:00–03:00: no such hour in this period');
  expect(saysOf(cell({}), 6, 2, volume)).toBe('Sun 02:00–03:00: 0 executions');
});

test('an hour that comes twice is told so', () => {
  expect(saysOf(cell({ occurrences: 2, total_requests: 1 }), 6, 23, volume)).toBe('Sun 23:00–00:00: 1 execution, in 2 such hours');
});

test('what lies outside the week is left out', () => {
  expect(gridOf({ ...heatmap, cells: [cell({ day: 8 }), cell({ hour: 24 })] }).flat().every((each) => each === undefined)).toBe(true);
});
