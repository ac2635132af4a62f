import { signal, type ReadonlySignal } from '@preact/signals';
import { ApiProblem } from '../api/problem';
import type { Paint } from './paint';

/** What a panel knows: nothing yet, data, data that could not be renewed, or only the reason why there is none. */
export interface Loaded<T> {
  data: T | null;
  /** When `data` was true, by this machine's clock. */
  at: number | null;
  problem: ApiProblem | null;
  loading: boolean;
  /** For an `If-Match` when what was read is changed. */
  etag: string | null;
}

export interface Answer<T> {
  data: T;
  etag: string | null;
}

const NOTHING = { data: null, at: null, problem: null, loading: false, etag: null };

/** Something fetched again and again. The newest request wins; a failed one leaves the old data in place. */
export class Resource<T> {
  private readonly inner = signal<Loaded<T>>(NOTHING);
  private request: AbortController | null = null;
  private pending: Promise<boolean> | null = null;

  constructor(
    private readonly fetch: (signal: AbortSignal) => Promise<Answer<T>>,
    private readonly paint: Pick<Paint, 'add'> = { add: (change) => change() },
    /** Told each answer in the same step in which it can be read, so that both are painted together. */
    private readonly arrived: (data: T) => void = () => {},
  ) {}

  get value(): ReadonlySignal<Loaded<T>> {
    return this.inner;
  }

  /** False when the server could not be reached. */
  refresh(): Promise<boolean> {
    this.pending = this.ask();
    return this.pending;
  }

  /** The same, but lets a first answer that is on its way arrive before it asks for a newer one. */
  async renew(): Promise<boolean> {
    if (this.request !== null && this.inner.peek().data === null) {
      await this.pending;
    }

    return this.refresh();
  }

  /** What is known without asking: the answer to a change that was sent. */
  know(data: T, etag: string | null): void {
    this.dispose();
    this.inner.value = { data, etag, at: Date.now(), problem: null, loading: false };
  }

  /** Forgets the data: it answered another question. */
  clear(): void {
    this.inner.value = { ...NOTHING, loading: true };
  }

  dispose(): void {
    if (this.request !== null) {
      this.request.abort();
      this.request = null;
      this.inner.value = { ...this.inner.value, loading: false };
    }
  }

  private async ask(): Promise<boolean> {
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    this.inner.value = { ...this.inner.peek(), loading: true };
    try {
      const { data, etag } = await this.fetch(request.signal);
      await this.arrive(request, { data, etag, at: Date.now(), problem: null });
      return true;
    } catch (cause) {
      const problem = cause instanceof ApiProblem ? cause : new ApiProblem(0, 'The answer could not be read.');
      await this.arrive(request, { problem });
      return request.signal.aborted || problem.status !== 0;
    }
  }

  // Resolves once it can be read, which is when the page changes next.
  private arrive(request: AbortController, changes: Partial<Loaded<T>>): Promise<void> {
    return new Promise((resolve) =>
      this.paint.add(() => {
        if (this.request === request) {
          this.request = null;
          this.inner.value = { ...this.inner.value, ...changes, loading: false };
          if (changes.data != null) {
            this.arrived(changes.data);
          }
        }

        resolve();
      }),
    );
  }
}
