import { beforeEach, expect, test, vi } from 'vitest';
import { keptToken, takeTokenFromFragment } from './token';

const at = (hash: string, search = '') => ({ hash, pathname: '/monitor', search });
const replaceState = vi.fn();

beforeEach(() => {
  sessionStorage.clear();
  replaceState.mockClear();
});

test('the token of a link is kept for the tab and leaves the address at once', () => {
  takeTokenFromFragment(at('#token=abc-123', '?range=7d'), { replaceState }, sessionStorage);

  expect(keptToken(sessionStorage)).toBe('abc-123');
  expect(replaceState).toHaveBeenCalledExactlyOnceWith(null, '', '/monitor?range=7d');
});

test('a token that was escaped for the link is kept as it was', () => {
  takeTokenFromFragment(at('#token=a%2Bb%3D'), { replaceState }, sessionStorage);

  expect(keptToken(sessionStorage)).toBe('a+b=');
});

test('an address without a token changes nothing', () => {
  sessionStorage.setItem('agentmonitor.token', 'kept');

  takeTokenFromFragment(at('#main'), { replaceState }, sessionStorage);

  expect(keptToken(sessionStorage)).toBe('kept');
  expect(replaceState).not.toHaveBeenCalled();
});

test('an empty token does not sign out whoever is signed in', () => {
  sessionStorage.setItem('agentmonitor.token', 'kept');

  takeTokenFromFragment(at('#token='), { replaceState }, sessionStorage);

  expect(keptToken(sessionStorage)).toBe('kept');
  expect(replaceState).toHaveBeenCalledOnce();
});
