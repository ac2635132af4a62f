import { effect, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ApiClient } from '../api/client';
import type { ExecutionRow, ExecutionsAnswer } from '../api/types';
import { LiveConnection } from '../live/connection';
import type { Frame } from '../live/frames';
import { hub } from '../live/hub';
import { rowsOf } from '../live/rows';
import { stream } from '../live/stream';
import { arrive, emptyFeed, FEED_ROWS, pause, resume, snapshot, type Feed } from './feed';
import { Paint } from './paint';
import { Resource } from './resource';
import { Store } from './store';
import { Throughput } from './throughput';

/** Everything a signed-in page knows, and what keeps it true. */
export class Monitor {
  readonly paint = new Paint();
  readonly store: Store;
  readonly connection: LiveConnection;
  readonly executions: Resource<ExecutionsAnswer>;
  readonly feed = signal<Feed>(emptyFeed);
  /** Executions that arrived by push, second by second. */
  readonly throughput = new Throughput();
  /** The whole page holds still. */
  readonly paused = signal(false);

  private feedHeld = false;
  /** Since the list of executions was asked for, so that it may not hold them yet. */
  private readonly pushed = new Set<string>();

  constructor(readonly api: ApiClient) {
    this.store = new Store(api, this.paint);
    this.executions = new Resource(
      (signal) => {
        this.pushed.clear();
        return api.read(`/api/executions?limit=${FEED_ROWS}`, signal);
      },
      this.paint,
      ({ executions }) => this.listed(executions),
    );
    this.connection = new LiveConnection([hub(api), stream(api)], {
      frame: (frame) => this.take(frame),
      resync: () => this.resync(),
    });
  }

  start(): () => void {
    this.connection.start();
    const stops = [this.followPause(), () => this.connection.stop(), () => this.store.stop(), () => this.executions.dispose()];
    return () => stops.forEach((stop) => stop());
  }

  /** Holds only the feed, under the pointer or by its button. */
  holdFeed(held: boolean): void {
    this.feedHeld = held;
    this.settleFeed();
  }

  private settleFeed(): void {
    const turn = this.feedHeld || this.paused.value ? pause : resume;
    this.feed.value = turn(this.feed.peek());
  }

  private async resync(): Promise<boolean> {
    if (this.paused.peek()) {
      return this.executions.renew();
    }

    return (await Promise.all([this.executions.renew(), this.store.refreshAll()])).every(Boolean);
  }

  private listed(executions: readonly ExecutionRow[]): void {
    this.feed.value = snapshot(this.feed.peek(), executions, this.pushed);
    this.throughput.listed(executions);
  }

  private take(frame: Frame): void {
    switch (frame.type) {
      case 'execution:new':
      case 'execution:updated':
        this.arrived(rowsOf(frame.data));
        break;
      case 'metrics:update':
        this.store.tell('metrics');
        break;
      case 'error:occurred':
        this.store.tell('errors');
        break;
      case 'health:changed':
        this.store.tell('health');
        break;
      case 'alert:raised':
      case 'alert:resolved':
        this.store.tell('alerts');
        break;
      case 'budget:changed':
        this.store.tell('budgets');
        break;
    }
  }

  private arrived(rows: readonly ExecutionRow[]): void {
    rows.forEach((row) => this.pushed.add(row.execution_id));
    this.throughput.arrived(rows);
    this.paint.add(() => {
      this.feed.value = arrive(this.feed.peek(), rows);
    });
    this.store.tell('executions');
    this.store.tell('metrics');
  }

  // What happened while it held still is fetched when it goes on.
  private followPause(): () => void {
    let was = this.paused.peek();
    return effect(() => {
      const paused = this.paused.value;
      if (paused !== was) {
        was = paused;
        this.store.hold(paused);
        this.settleFeed();
        if (!paused) {
          void this.store.refreshAll();
        }
      }
    });
  }
}

const Current = createContext<Monitor | null>(null);
export const MonitorProvider = Current.Provider;

export function useMonitor(): Monitor {
  const monitor = useContext(Current);
  if (monitor === null) {
    throw new Error('This part of the page is shown to nobody who is not signed in.');
  }

  return monitor;
}
