import { expect, test } from 'vitest';
import { row } from '../../test/answers';
import { pauseBefore } from './pauses';

const first = row('a', { started_at: '2026-10-20T10:00:00Z', ended_at: '2026-10-20T10:00:10Z' });
const soon = row('b', { started_at: '2026-10-20T10:00:40Z' });
const late = row('c', { started_at: '2026-10-20T10:05:10Z' });

test('only a pause that somebody would notice is told', () => {
  expect(pauseBefore([first, soon], 1)).toBeNull();
  expect(pauseBefore([first, late], 1)).toBe(300_000);
});

test('nothing comes before the first step', () => {
  expect(pauseBefore([first], 0)).toBeNull();
});
