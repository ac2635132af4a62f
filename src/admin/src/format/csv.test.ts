import { expect, test } from 'vitest';
import { csvOf } from './csv';

test('commas, quotes and lines stay in their cell, and what is unknown is empty', () => {
  expect(csvOf({ header: ['a', 'b'], rows: [['x,y', 'say "hi"'], ['two\nlines', null], [1.5, undefined]] })).toBe(
    'a,b\r\n"x,y","say ""hi"""\r\n"two\nlines",\r\n1.5,\r\n',
  );
});

test.each(['=1+1', '+1', '-1', '@x', ' =1', '\t=1', '\uff1d1'])('a spreadsheet does not compute %j', (text) => {
  expect(csvOf({ header: [], rows: [[text]] })).toContain(`'${text}`);
});

test('a negative number stays a number', () => {
  expect(csvOf({ header: ['n'], rows: [[-1]] })).toBe('n\r\n-1\r\n');
});
