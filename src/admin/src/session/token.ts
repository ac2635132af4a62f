const KEY = 'agentmonitor.token';

/**
 * Takes `#token=…` out of the address, at once and without a history entry, and keeps it for this tab only. A
 * fragment is never sent to a server, so the token stays out of every log.
 */
export function takeTokenFromFragment(
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
  storage: Storage,
): void {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) {
    return;
  }

  history.replaceState(null, '', location.pathname + location.search);
  if (token.trim() !== '') {
    keepToken(storage, token.trim());
  }
}

export function keepToken(storage: Storage, token: string): void {
  storage.setItem(KEY, token);
}

export function keptToken(storage: Storage): string | null {
  return storage.getItem(KEY);
}

export function forgetToken(storage: Storage): void {
  storage.removeItem(KEY);
}
