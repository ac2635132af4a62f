import { expect, test } from 'vitest';
import { point, timeline } from '../../../test/analytics';
import { METRICS, fits, usualGranularity } from './metrics';
import { timelineModel } from './timelineModel';

const metric = (id: string) => METRICS.find((each) => each.id === id)!;

test('the period before lies under this one step by step, and may be shorter', () => {
  const { lines } = timelineModel(timeline(), metric('volume'), true, 'UTC');

  expect(lines.map(({ kind, values }) => [kind, values])).toEqual([['area', [12, 90, 12]], ['dashed', [8, 9, null]]]);
});

test('without a comparison there is no line for it', () => {
  expect(timelineModel(timeline(), metric('volume'), false, 'UTC').lines).toHaveLength(1);
});

test('a missing average is a gap, a missing count is nought', () => {
  const { lines } = timelineModel(timeline(), metric('latency'), false, 'UTC');
  expect(lines[0]?.values).toEqual([4100, 4100, null]);

  const empty = timeline({ series: [point('2026-10-20T08:00:00Z', { total_requests: 0, p95_ms: null })], previous: [], anomalies: [] });
  expect(timelineModel(empty, metric('volume'), true, 'UTC').lines[0]?.values).toEqual([0]);
});

test('what is not over yet and what is out of the ordinary are known by their place', () => {
  const model = timelineModel(timeline(), metric('volume'), true, 'UTC');

  expect(model.partialFrom).toBe(2);
  expect(model.marks).toEqual([{ index: 1, text: expect.stringContaining('standard deviations above the 22') }]);
  expect(timelineModel(timeline(), metric('cost'), true, 'UTC').marks).toEqual([]);
});

test('steps are told in the zone that is looked at', () => {
  const model = timelineModel(timeline(), metric('volume'), true, 'Asia/Kathmandu');

  expect(model.bucket?.(0)).toBe('Oct 20, 13:45 – 14:45');
  expect(model.bucket?.(2)).toContain('not over yet');
  const day = timeline({ granularity: 'day', series: [point('2026-10-24T22:00:00Z')] });
  expect(timelineModel(day, metric('volume'), true, 'Europe/Berlin').bucket?.(0)).toBe('Sun, Oct 25');
});

test('steps are as fine as a curve needs, and never so fine that the server refuses them', () => {
  expect([1, 24, 168, 720, 2160, 24 * 500, 24 * 3000].map(usualGranularity)).toEqual(['hour', 'hour', 'hour', 'day', 'day', 'week', 'month']);
  expect(fits('hour', 2160)).toBe(false);
  for (const hours of [1, 24, 168, 720, 2160]) {
    expect(fits(usualGranularity(hours), hours)).toBe(true);
  }
});
