import { signal } from '@preact/signals';
import { forgetToken, keepToken, keptToken, takeTokenFromFragment } from '../session/token';

/** The token of this tab; null when nobody is signed in. */
export const token = signal<string | null>(null);

/** Why the last session ended, for the sign-in form. */
export const signedOutBecause = signal<string | null>(null);

/** Reads the link that was opened, now and when another is pasted into the same tab. */
export function beginSession(): void {
  const read = () => {
    takeTokenFromFragment(location, history, sessionStorage);
    token.value = keptToken(sessionStorage);
  };
  read();
  addEventListener('hashchange', read);
}

export function signIn(next: string): void {
  keepToken(sessionStorage, next);
  signedOutBecause.value = null;
  token.value = next;
}

export function signOut(reason: string | null = null): void {
  forgetToken(sessionStorage);
  signedOutBecause.value = reason;
  token.value = null;
}
