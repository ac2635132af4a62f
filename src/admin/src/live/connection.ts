import { signal } from '@preact/signals';
import { QUICK_ATTEMPTS, reconnectDelay } from './backoff';
import { Sequence, type Frame } from './frames';
import type { Transport } from './transport';

export type ConnectionState =
  | { kind: 'connecting' }
  | { kind: 'live' }
  | { kind: 'reconnecting'; attempt: number }
  | { kind: 'polling' }
  | { kind: 'offline' };

export interface ConnectionHooks {
  frame(frame: Frame): void;
  /** Fetches the whole snapshot; false when the server could not be reached. */
  resync(): Promise<boolean>;
}

const POLL_MS = 10_000;

/** Keeps the page live: the first transport that works, else polling, and back again as soon as it can. */
export class LiveConnection {
  readonly state = signal<ConnectionState>({ kind: 'connecting' });
  /** When the server was last heard of, by a frame or by an answer. */
  readonly heardAt = signal<number | null>(null);

  private readonly sequence = new Sequence();
  private current: AbortController | null = null;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private pollTimer: ReturnType<typeof setInterval> | undefined;
  private attempt = 0;
  private reachable = true;

  constructor(
    private readonly transports: readonly Transport[],
    private readonly hooks: ConnectionHooks,
    private readonly random: () => number = Math.random,
  ) {}

  start(): void {
    void this.resync();
    void this.connect();
  }

  stop(): void {
    this.current?.abort();
    this.current = null;
    clearTimeout(this.retryTimer);
    clearInterval(this.pollTimer);
  }

  /** The tab or the network came back, or somebody pressed the button. */
  retryNow(): void {
    if (this.state.value.kind !== 'live' && this.state.value.kind !== 'connecting') {
      clearTimeout(this.retryTimer);
      void this.connect();
    }
  }

  /** The browser believes the network is gone. A server on this machine may still answer, so ask it. */
  async doubt(): Promise<void> {
    if (!(await this.resync()) && this.state.value.kind === 'live') {
      this.lost();
    }
  }

  private async connect(): Promise<void> {
    this.current?.abort();
    const attempt = new AbortController();
    this.current = attempt;
    for (const transport of this.transports) {
      if (await this.open(transport, attempt)) {
        return;
      }
    }

    if (this.current === attempt) {
      this.lost();
    }
  }

  private async open(transport: Transport, attempt: AbortController): Promise<boolean> {
    const link = new AbortController();
    const isCurrent = () => this.current === attempt && !link.signal.aborted;
    attempt.signal.addEventListener('abort', () => link.abort());
    this.sequence.restart();
    let opened = false;
    let ended = false;
    try {
      await transport(
        {
          frame: (frame) => isCurrent() && this.take(frame),
          closed: () => {
            ended = true;
            if (opened && isCurrent()) {
              this.lost();
            }
          },
        },
        link.signal,
      );
    } catch {
      const superseded = !isCurrent();
      link.abort();
      return superseded;
    }

    opened = true;
    if (isCurrent()) {
      this[ended ? 'lost' : 'live']();
    }

    return true;
  }

  // What happened between the last snapshot and this connection was pushed to nobody: fetch it.
  private live(): void {
    this.attempt = 0;
    clearInterval(this.pollTimer);
    this.pollTimer = undefined;
    this.state.value = { kind: 'live' };
    this.heardAt.value = Date.now();
    void this.resync();
  }

  private lost(): void {
    this.current?.abort();
    this.current = null;
    this.attempt += 1;
    this.retryTimer = setTimeout(() => void this.connect(), reconnectDelay(this.attempt, this.random));
    this.pollTimer ??= setInterval(() => void this.resync(), POLL_MS);
    this.show();
  }

  private show(): void {
    if (this.attempt <= QUICK_ATTEMPTS && this.reachable) {
      this.state.value = { kind: 'reconnecting', attempt: this.attempt };
    } else {
      this.state.value = { kind: this.reachable ? 'polling' : 'offline' };
    }
  }

  private take(frame: Frame): void {
    const place = this.sequence.take(frame.seq, frame.source);
    if (place === 'old') {
      return;
    }

    this.heardAt.value = Date.now();
    this.hooks.frame(frame);
    if (place === 'gap') {
      void this.resync();
    }
  }

  private async resync(): Promise<boolean> {
    const wasReachable = this.reachable;
    this.reachable = await this.hooks.resync();
    if (this.reachable) {
      this.heardAt.value = Date.now();
    }

    if (this.current === null && this.attempt > 0) {
      this.show();
      if (this.reachable && !wasReachable) {
        this.retryNow();
      }
    }

    return this.reachable;
  }
}
