import type { Monitor } from '../state/monitor';

/** Reconnects at once when the tab or the network comes back, and asks the server when the network seems gone. */
export function watchNetwork({ connection, store, paused }: Monitor): () => void {
  const back = () => connection.retryNow();
  const seen = () => {
    if (document.visibilityState === 'visible') {
      connection.retryNow();
      // Nothing was refreshed while nobody looked.
      if (!paused.peek()) {
        void store.refreshAll();
      }
    }
  };
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
