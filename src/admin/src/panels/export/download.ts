import type { ApiClient } from '../../api/client';

export interface Progress {
  bytes: number;
  rows: number;
}

const LINE_FEED = 10;

/** Reads a streamed export to its end and tells how far it is; whoever aborts it keeps nothing. */
export async function download(api: ApiClient, path: string, signal: AbortSignal, tell: (progress: Progress) => void): Promise<Blob> {
  const response = await api.open(path, { signal });
  if (response.body === null) {
    throw new Error('The export has no body.');
  }

  const parts: Uint8Array<ArrayBuffer>[] = [];
  const progress = { bytes: 0, rows: 0 };
  const reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    parts.push(piece.value);
    progress.bytes += piece.value.length;
    progress.rows += linesIn(piece.value);
    tell({ ...progress });
  }

  return new Blob(parts, { type: response.headers.get('Content-Type') ?? 'application/octet-stream' });
}

function linesIn(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) {
    lines++;
  }

  return lines;
}
