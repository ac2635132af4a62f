import { expect, test } from 'vitest';
import { languageName } from './language';

test('a language has its name, and what is none stays as it was reported', () => {
  expect(languageName('de')).toBe('German');
  expect(languageName('unknown')).toBe('not reported');
  expect(languageName('<b>x</b>')).toBe('<b>x</b>');
});
