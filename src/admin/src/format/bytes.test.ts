import { expect, test } from 'vitest';
import { bytes } from './bytes';

test('sizes are said in the unit that keeps them short', () => {
  expect([0, 512, 2048, 5 * 1024 * 1024, 3.5 * 1024 ** 3].map(bytes)).toEqual(['0 bytes', '512 bytes', '2 kB', '5 MB', '3.5 GB']);
});
