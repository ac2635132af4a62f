import { expect, test } from 'vitest';
import { row } from '../../test/answers';
import { spansOf } from './waterfall';

const run = (id: string, from: number, to: number | null) =>
  row(id, {
    status: to === null ? 'running' : 'success',
    started_at: new Date(from).toISOString(),
    ended_at: to === null ? null : new Date(to).toISOString(),
    execution_time_ms: to === null ? null : to - from,
  });

test('what it called stands where it began, as long as it took, in that order', () => {
  const { spans, total } = spansOf({ ...run('p', 1000, 9000) }, [run('b', 4000, 8000), run('a', 2000, 3000)], 0);

  expect(total).toBe(8000);
  expect(spans.map(({ id, offset, duration }) => [id, offset, duration])).toEqual([['p', 0, 8000], ['a', 1000, 1000], ['b', 3000, 4000]]);
});

test('what still runs ends now', () => {
  expect(spansOf({ ...run('p', 1000, null) }, [], 5000).spans[0]).toMatchObject({ offset: 0, duration: 4000 });
});

test('a beginning that was not reported is the end less the duration', () => {
  const child = row('c', { started_at: null, ended_at: new Date(5000).toISOString(), execution_time_ms: 1000 });

  expect(spansOf({ ...run('p', 1000, 9000) }, [child], 0).spans[1]).toMatchObject({ offset: 3000, duration: 1000 });
});
