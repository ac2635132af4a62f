import { expect, test } from 'vitest';
import { row } from '../test/answers';
import { arrive, emptyFeed, FEED_ROWS, pause, resume, snapshot, type Feed } from './feed';

const ids = (rows: Feed['rows']) => rows.map(({ execution_id }) => execution_id).join(' ');
const list = (...names: string[]) => names.map((name) => row(name));
const none = new Set<string>();

test('new rows come on top, newest first, and are marked as fresh', () => {
  const feed = arrive(snapshot(emptyFeed, list('b', 'a'), none), list('d', 'c'));

  expect(ids(feed.rows)).toBe('d c b a');
  expect([...feed.fresh]).toEqual(['d', 'c']);
});

test('a row that is shown changes in its place and keeps what the push left out', () => {
  const running = row('a', { status: 'running', flags: ['derived'] });
  const { flags: _, ...finished } = row('a');

  const feed = arrive(snapshot(emptyFeed, [row('b'), running], none), [finished]);

  expect(ids(feed.rows)).toBe('b a');
  expect(feed.rows[1]).toMatchObject({ status: 'success', flags: ['derived'] });
});

test('the feed never grows past its rows', () => {
  const many = Array.from({ length: FEED_ROWS + 20 }, (_, index) => row(`e${index}`));

  expect(arrive(emptyFeed, many).rows).toHaveLength(FEED_ROWS);
});

test('while paused, rows wait and come when it goes on', () => {
  const paused = arrive(pause(snapshot(emptyFeed, list('a'), none)), list('b'));
  const waiting = arrive(paused, list('d', 'c'));

  expect(ids(waiting.rows)).toBe('a');
  expect(ids(waiting.waiting)).toBe('d c b');
  expect(ids(resume(waiting).rows)).toBe('d c b a');
});

test('a row that waits is updated, not doubled', () => {
  const paused = arrive(pause(snapshot(emptyFeed, list('a'), none)), [row('b', { status: 'running' })]);

  const feed = resume(arrive(paused, [row('b')]));

  expect(ids(feed.rows)).toBe('b a');
  expect(feed.rows[0]?.status).toBe('success');
});

test('a snapshot takes the place of the list but keeps what was pushed since it was asked for', () => {
  const feed = arrive(snapshot(emptyFeed, list('b', 'a'), none), list('c'));

  expect(ids(snapshot(feed, list('b', 'a2'), new Set(['c'])).rows)).toBe('c b a2');
  expect(ids(snapshot(feed, list('b', 'a2'), none).rows)).toBe('b a2');
});

test('a snapshot during a pause moves nothing under the pointer', () => {
  const feed = pause(snapshot(emptyFeed, list('b', 'a'), none));

  const after = snapshot(feed, list('d', 'c', 'b', 'a'), none);

  expect(ids(after.rows)).toBe('b a');
  expect(ids(after.waiting)).toBe('d c');
});

test('held before anything was listed, it shows the list and lets wait what was pushed', () => {
  const feed = arrive(pause(emptyFeed), list('c'));

  const after = snapshot(feed, list('b', 'a'), new Set(['c']));

  expect(ids(after.rows)).toBe('b a');
  expect(ids(after.waiting)).toBe('c');
});
