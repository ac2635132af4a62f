import { expect, test } from 'vitest';
import { mask } from './mask';

test.each([
  ['write to ann.lee+x@mail.example.org now', 'write to •••@••• now'],
  ['call +49 170 1234567', 'call •••phone•••'],
  ['call 0049 170 1234567', 'call •••phone•••'],
  ['card 4111 1111 1111 1111', 'card •••card•••'],
  ['DE89 3704 0044 0532 0130 00', '•••IBAN•••'],
  ['Authorization: Bearer abcdefghijklmnop', 'Authorization: Bearer •••'],
  ['key sk-abcdefghijklmnopqrst', 'key •••key•••'],
])('%s', (text, masked) => {
  expect(mask(text)).toBe(masked);
});

test.each(['2026-11-26T12:00:00.000Z', '1764158400000', '"tokens": 123456', '3.14159265358979', 'run-4711', 'e1a2b3c4d5'])(
  '%s is nobody\'s secret',
  (text) => expect(mask(text)).toBe(text),
);
