import { signal } from '@preact/signals';

/** The current time, to the second, for ages that grow while they are looked at. */
export const now = signal(Date.now());

export function runClock(): () => void {
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') {
      now.value = Date.now();
    }
  }, 1000);
  return () => clearInterval(timer);
}
