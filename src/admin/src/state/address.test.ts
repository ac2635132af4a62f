import { beforeEach, expect, test } from 'vitest';
import { visit } from '../test/page';
import { change, clearFilters, closeRun, followAddress, filters, go, hrefTo, hrefWith, path, pathOf, parameter, showRun } from './address';

beforeEach(() => visit('/monitor'));

test('names in a path may hold anything', () => {
  const names = ['agents', 'a/b ?#%', 'ünï'];

  expect(pathOf(new URL(hrefTo(names), 'http://x').pathname)).toEqual(names);
  expect(pathOf('/monitor/agents/%E0%A4%A')).toEqual(['agents', '%E0%A4%A']);
});

test('the window, the comparison and the filters go along to another page; its own state stays behind', () => {
  visit('/monitor/errors?range=7d&tz=UTC&cmp=none&agent=tutor&q=time&sort=-count&run=e1');

  expect(hrefTo(['agents'], { model: 'gpt-4o' })).toBe('/monitor/agents?range=7d&tz=UTC&cmp=none&agent=tutor&model=gpt-4o');
});

test('one parameter changes and the others stay', () => {
  visit('/monitor?range=7d&run=a');

  expect(hrefWith({ run: 'b/c' })).toBe('/monitor?range=7d&run=b%2Fc');
  expect(hrefWith({ run: null })).toBe('/monitor?range=7d');
  expect(hrefWith({ run: null, range: '' })).toBe('/monitor');
});

test('going somewhere and opening an execution are seen at once, in the address as well', () => {
  go(['agents', 'tutor']);
  showRun('e1');

  expect(path.value).toEqual(['agents', 'tutor']);
  expect(parameter('run')).toBe('e1');
  expect(location.pathname + location.search).toBe('/monitor/agents/tutor?run=e1');
});

test('filters are read from the address and cleared together', () => {
  visit('/monitor?agent=tutor&user=ann&model=');
  expect(filters.value).toEqual([{ name: 'agent', value: 'tutor' }, { name: 'user', value: 'ann' }]);

  clearFilters();
  expect(filters.value).toEqual([]);
});

test('what has not changed makes no step in the history', () => {
  const before = history.length;
  change({ range: '7d' }, 'push');
  change({ range: '7d' }, 'push');

  expect(history.length).toBe(before + 1);
});

test('what lies over the page is one step, however far it was walked, and closing takes that step back', async () => {
  const unfollow = followAddress();
  const before = history.length;
  showRun('e1');
  showRun('e2');
  expect(history.length).toBe(before + 1);

  const back = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
  closeRun();
  closeRun();
  await back;

  expect(location.pathname + location.search).toBe('/monitor');
  expect(parameter('run')).toBeNull();
  unfollow();
});

test('an execution that a link opened is closed where we are: before it there may be another site', () => {
  visit('/monitor?run=e1');
  closeRun();

  expect(location.pathname + location.search).toBe('/monitor');
});
