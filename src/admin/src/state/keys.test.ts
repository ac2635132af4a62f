import { expect, test, vi } from 'vitest';
import { isTyping, KeyReader } from './keys';

test('one key or two in a row are a command, and others are not ours', () => {
  const [go, pause] = [vi.fn(), vi.fn()];
  const reader = new KeyReader({ 'g o': go, p: pause });

  expect([reader.press('g', 0), reader.press('o', 500), reader.press('o', 600), reader.press('p', 700)]).toEqual([true, true, false, true]);
  expect(go).toHaveBeenCalledOnce();
  expect(pause).toHaveBeenCalledOnce();
});

test('a second key that comes too late starts anew', () => {
  const go = vi.fn();
  const reader = new KeyReader({ 'g o': go });
  reader.press('g', 0);

  expect(reader.press('o', 2000)).toBe(false);
  expect(go).not.toHaveBeenCalled();
});

test('keys are silent while something is typed', () => {
  const input = (type: string) => Object.assign(document.createElement('input'), { type });

  expect(isTyping(input('text'))).toBe(true);
  expect(isTyping(document.createElement('textarea'))).toBe(true);
  expect(isTyping(input('radio'))).toBe(false);
  expect(isTyping(document.body)).toBe(false);
});
