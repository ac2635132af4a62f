import type { ExecutionRow } from '../api/types';

export const SECONDS_KEPT = 300;

/** One second of what arrived by push. */
export interface Second {
  arrived: number;
  failed: number;
  tokens: number;
  /** Milliseconds that those took that said so, and how many they were. */
  took: number;
  timed: number;
}

const nothing = (): Second => ({ arrived: 0, failed: 0, tokens: 0, took: 0, timed: 0 });

/** Counts what arrives second by second, each execution once however often it is pushed, for the live charts. */
export class Throughput {
  private readonly seconds = new Map<number, Second>();
  private readonly finished = new Set<string>();

  arrived(rows: readonly ExecutionRow[], now = Date.now()): void {
    this.count(rows, now);
    this.forget(Math.floor(now / 1000));
  }

  /** What a snapshot tells of the time before the page was opened, or while it was away. */
  listed(rows: readonly ExecutionRow[], now = Date.now()): void {
    for (const row of rows) {
      const ended = row.ended_at === null ? Number.NaN : Date.parse(row.ended_at);
      if (ended <= now && ended > now - SECONDS_KEPT * 1000) {
        this.count([row], ended);
      }
    }
  }

  /** The last `points` stretches of `width` seconds, oldest first; the last one ends with the second before this one. */
  points(points: number, width: number, now = Date.now()): Second[] {
    const end = Math.floor(now / 1000);
    return Array.from({ length: points }, (_, index) => {
      const from = end - (points - index) * width;
      const sum = nothing();
      for (let second = from; second < from + width; second++) {
        const kept = this.seconds.get(second);
        for (const name of Object.keys(sum) as (keyof Second)[]) {
          sum[name] += kept?.[name] ?? 0;
        }
      }

      return sum;
    });
  }

  private count(rows: readonly ExecutionRow[], now: number): void {
    const second = Math.floor(now / 1000);
    const kept = this.seconds.get(second) ?? nothing();
    for (const { execution_id, status, tokens_used, execution_time_ms } of rows) {
      if (status !== 'running' && !this.finished.has(execution_id)) {
        this.finished.add(execution_id);
        kept.arrived++;
        kept.failed += status === 'failure' || status === 'timeout' ? 1 : 0;
        kept.tokens += tokens_used ?? 0;
        kept.took += execution_time_ms ?? 0;
        kept.timed += execution_time_ms === null ? 0 : 1;
      }
    }

    this.seconds.set(second, kept);
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
