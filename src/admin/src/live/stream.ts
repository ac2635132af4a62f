import type { ApiClient } from '../api/client';
import { EventStreamReader } from './eventStream';
import { isFrame } from './frames';
import type { Transport, TransportListener } from './transport';

/** Server-sent events, read with fetch, because EventSource cannot send the Authorization header. */
export const stream =
  (api: ApiClient): Transport =>
  async (listener, signal) => {
    const response = await api.open('/api/stream', { signal, headers: { Accept: 'text/event-stream' } });
    if (!response.body) {
      throw new Error('The stream has no body.');
    }

    void pump(response.body, listener);
  };

async function pump(body: ReadableStream<Uint8Array>, listener: TransportListener): Promise<void> {
  const events = new EventStreamReader((data) => read(data, listener));
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      events.push(decoder.decode(piece.value, { stream: true }));
    }
  } catch {
    // A broken stream ends like a finished one: the connection opens the next.
  }

  listener.closed();
}

function read(data: string, listener: TransportListener): void {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return;
  }

  if (isFrame(value)) {
    listener.frame(value);
  }
}
