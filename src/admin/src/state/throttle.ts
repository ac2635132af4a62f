/**
 * Runs the first call at once and at most one more per interval, never two at a time, and never loses the last one:
 * a slow answer is waited for, not overtaken.
 */
export function throttle(run: () => Promise<unknown>, intervalMs: number): () => void {
  let busy = false;
  let again = false;

  const fire = async () => {
    busy = true;
    do {
      again = false;
      await Promise.allSettled([run(), new Promise((resolve) => setTimeout(resolve, intervalMs))]);
    } while (again);
    busy = false;
  };

  return () => {
    if (busy) {
      again = true;
    } else {
      void fire();
    }
  };
}
