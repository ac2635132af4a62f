import type { ApiClient } from '../api/client';
import { isFrame } from './frames';
import type { Transport } from './transport';

interface Negotiation {
  url: string;
  accessToken: string;
}

// A hub elsewhere lets a connection live on, and its token and our being watched for end after an hour.
const RENEW_MS = 55 * 60_000;

/**
 * The SignalR hub. A WebSocket cannot carry the Authorization header, so the token is exchanged for a short ticket
 * first. The library is loaded when it is first needed.
 */
export const hub =
  (api: ApiClient): Transport =>
  async (listener, signal) => {
    const { HttpTransportType, HubConnectionBuilder, LogLevel } = await import('@microsoft/signalr');
    const { url, accessToken } = await api.post<Negotiation>('/api/negotiate', undefined, signal);
    // Our own hub takes the ticket once, so the socket is opened straight away. A hub elsewhere wants to be asked.
    const skipNegotiation = new URL(url, location.href).origin === location.origin;
    const connection = new HubConnectionBuilder()
      .withUrl(url, {
        accessTokenFactory: () => accessToken,
        transport: HttpTransportType.WebSockets,
        skipNegotiation,
      })
      .configureLogging(LogLevel.None)
      .build();

    connection.on('frame', (value: unknown) => {
      if (isFrame(value)) {
        listener.frame(value);
      }
    });
    connection.onclose(() => listener.closed());
    signal.addEventListener('abort', () => void connection.stop());
    signal.throwIfAborted();
    await connection.start();
    if (!skipNegotiation) {
      const renewal = setTimeout(() => void connection.stop(), RENEW_MS);
      signal.addEventListener('abort', () => clearTimeout(renewal));
    }
  };
