import { afterEach, expect, test, vi } from 'vitest';
import { ApiClient } from '../../api/client';
import { download, type Progress } from './download';

afterEach(() => void vi.unstubAllGlobals());

function answering(pieces: string[], fails = false) {
  vi.stubGlobal('fetch', async () => new Response(new ReadableStream({
    start(controller) {
      pieces.forEach((piece) => controller.enqueue(new TextEncoder().encode(piece)));
      if (fails) {
        controller.error(new TypeError('broken off'));
      } else {
        controller.close();
      }
    },
  })));
}

test('a streamed export is whole, and told as it comes', async () => {
  answering(['a\nb', '\n', 'c\n']);
  const told: Progress[] = [];

  const blob = await download(new ApiClient('t'), '/export', new AbortController().signal, (progress) => told.push(progress));

  expect(blob.size).toBe(6);
  expect(told).toEqual([{ bytes: 3, rows: 1 }, { bytes: 4, rows: 2 }, { bytes: 6, rows: 3 }]);
});

test('an export that breaks off is none', async () => {
  answering(['a\n'], true);

  await expect(download(new ApiClient('t'), '/export', new AbortController().signal, () => {})).rejects.toThrow();
});
