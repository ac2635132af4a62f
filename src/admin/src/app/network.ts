import type { LiveConnection } from '../live/connection';

/** Reconnects at once when the tab or the network comes back, and asks the server when the network seems gone. */
export function watchNetwork(connection: LiveConnection): () => void {
  const back = () => connection.retryNow();
  const seen = () => document.visibilityState === 'visible' && connection.retryNow();
  const gone = () => void connection.doubt();
  addEventListener('online', back);
  addEventListener('offline', gone);
  document.addEventListener('visibilitychange', seen);
  return () => {
    removeEventListener('online', back);
    removeEventListener('offline', gone);
    document.removeEventListener('visibilitychange', seen);
  };
}
