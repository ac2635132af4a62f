const FIRST_SECONDS = [1, 2, 4, 8, 16];
const THEN_SECONDS = 30;

/** Attempts after which the page says that it polls instead of that it reconnects. */
export const QUICK_ATTEMPTS = FIRST_SECONDS.length;

/** Milliseconds before attempt 1, 2, …, a fifth more or less, so that many pages do not return in step. */
export function reconnectDelay(attempt: number, random: () => number = Math.random): number {
  const seconds = FIRST_SECONDS[attempt - 1] ?? THEN_SECONDS;
  return Math.round(seconds * 1000 * (0.8 + 0.4 * random()));
}
