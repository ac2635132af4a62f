import type { ExecutionRow } from '../api/types';

export const SECONDS_KEPT = 300;

/** One second of what arrived by push. */
export interface Second {
  arrived: number;
  failed: number;
}

/** Counts what arrives second by second, each execution once however often it is pushed, for the live charts. */
export class Throughput {
  private readonly seconds = new Map<number, Second>();
  private readonly finished = new Set<string>();

  arrived(rows: readonly ExecutionRow[], now = Date.now()): void {
    const second = Math.floor(now / 1000);
    const kept = this.seconds.get(second) ?? { arrived: 0, failed: 0 };
    for (const { execution_id, status } of rows) {
      if (status !== 'running' && !this.finished.has(execution_id)) {
        this.finished.add(execution_id);
        kept.arrived++;
        kept.failed += status === 'failure' || status === 'timeout' ? 1 : 0;
      }
    }

    this.seconds.set(second, kept);
    this.forget(second);
  }

  /** The last `points` stretches of `width` seconds, oldest first; the last one ends with the second before this one. */
  points(points: number, width: number, now = Date.now()): Second[] {
    const end = Math.floor(now / 1000);
    return Array.from({ length: points }, (_, index) => {
      const from = end - (points - index) * width;
      const sum = { arrived: 0, failed: 0 };
      for (let second = from; second < from + width; second++) {
        const kept = this.seconds.get(second);
        sum.arrived += kept?.arrived ?? 0;
        sum.failed += kept?.failed ?? 0;
      }

      return sum;
    });
  }

  private forget(now: number): void {
    for (const second of this.seconds.keys()) {
      if (second < now - SECONDS_KEPT) {
        this.seconds.delete(second);
      }
    }

    // Ids matter only while a running execution may be pushed again as finished.
    if (this.finished.size > 20_000) {
      this.finished.clear();
    }
  }
}
