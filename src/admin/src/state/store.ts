import type { ApiClient } from '../api/client';
import type { Paint } from './paint';
import { Resource } from './resource';
import { throttle } from './throttle';

/** What the server pushes news of. */
export type Topic = 'executions' | 'metrics' | 'errors' | 'health' | 'alerts' | 'budgets';

export interface Freshness {
  /** News that make the answer old. */
  on?: readonly Topic[];
  /** Milliseconds that lie between two refreshes at least, however much news there is. */
  atMost?: number;
  /** Milliseconds after which it is asked for again without any news; 0 never. */
  every?: number;
  /** Not asked for at all, for now. */
  idle?: boolean;
}

interface Entry {
  resource: Resource<unknown>;
  watchers: Set<Freshness>;
  refresh: () => void;
  timer: ReturnType<typeof setInterval> | undefined;
}

const KEPT_UNWATCHED = 40;
const FRESH_MS = 1500;
const AT_MOST_MS = 2000;
const EVERY_MS = 60_000;

/**
 * Every answer that the page shows, by its path: two panels that ask the same share one request. What is watched is
 * kept true by news and by the clock; what is not is kept a while, so that going back shows it at once.
 */
export class Store {
  private readonly entries = new Map<string, Entry>();
  private still = false;

  constructor(private readonly api: ApiClient, private readonly paint: Paint) {}

  resource<T>(path: string): Resource<T> {
    return this.entry(path).resource as Resource<T>;
  }

  /** Keeps an answer true until the returned function is called. */
  watch(path: string, freshness: Freshness): () => void {
    const entry = this.entry(path);
    entry.watchers.add(freshness);
    this.settle(entry);
    const { at, loading } = entry.resource.value.peek();
    if (!loading && (at === null || Date.now() - at > FRESH_MS)) {
      void entry.resource.refresh();
    }

    return () => {
      entry.watchers.delete(freshness);
      this.settle(entry);
      if (entry.watchers.size === 0) {
        entry.resource.dispose();
        this.forgetOldest();
      }
    };
  }

  /** News of a kind: whoever shows it asks again, no more often than it said. */
  tell(topic: Topic): void {
    this.each((entry) => {
      if ([...entry.watchers].some(({ on }) => on?.includes(topic))) {
        entry.refresh();
      }
    });
  }

  /** Asks for everything that is shown; false when the server could not be reached. */
  async refreshAll(): Promise<boolean> {
    const asked: Promise<boolean>[] = [];
    this.each(({ resource }) => asked.push(resource.renew()));
    return (await Promise.all(asked)).every(Boolean);
  }

  /** While it holds still nothing is asked again by itself. */
  hold(still: boolean): void {
    this.still = still;
  }

  stop(): void {
    this.entries.forEach((entry) => {
      clearInterval(entry.timer);
      entry.resource.dispose();
    });
    this.entries.clear();
  }

  private entry(path: string): Entry {
    const known = this.entries.get(path);
    if (known !== undefined) {
      return known;
    }

    const resource = new Resource<unknown>((signal) => this.api.read(path, signal), this.paint);
    const entry: Entry = { resource, watchers: new Set(), refresh: () => {}, timer: undefined };
    this.entries.set(path, entry);
    return entry;
  }

  // The most eager watcher decides.
  private settle(entry: Entry): void {
    clearInterval(entry.timer);
    entry.timer = undefined;
    const watchers = [...entry.watchers];
    if (watchers.length === 0) {
      return;
    }

    const refresh = () => (entry.watchers.size === 0 ? Promise.resolve(true) : entry.resource.refresh());
    const throttled = throttle(refresh, Math.min(...watchers.map(({ atMost }) => atMost ?? AT_MOST_MS)));
    entry.refresh = () => {
      if (!this.still && document.visibilityState === 'visible') {
        throttled();
      }
    };
    const every = Math.min(...watchers.map(({ every }) => every ?? EVERY_MS).filter((ms) => ms > 0));
    if (Number.isFinite(every)) {
      entry.timer = setInterval(entry.refresh, every);
    }
  }

  private each(run: (entry: Entry) => void): void {
    this.entries.forEach((entry) => entry.watchers.size > 0 && run(entry));
  }

  private forgetOldest(): void {
    const unwatched = [...this.entries].filter(([, { watchers }]) => watchers.size === 0);
    unwatched.slice(0, Math.max(0, unwatched.length - KEPT_UNWATCHED)).forEach(([path]) => this.entries.delete(path));
  }
}
