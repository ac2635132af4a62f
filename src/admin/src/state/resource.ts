import { signal, type ReadonlySignal } from '@preact/signals';
import { ApiProblem } from '../api/problem';

/** What a panel knows: nothing yet, data, data that could not be renewed, or only the reason why there is none. */
export interface Loaded<T> {
  data: T | null;
  /** When `data` was true, by this machine's clock. */
  at: number | null;
  problem: ApiProblem | null;
  loading: boolean;
}

/** Something fetched again and again. The newest request wins; a failed one leaves the old data in place. */
export class Resource<T> {
  private readonly inner = signal<Loaded<T>>({ data: null, at: null, problem: null, loading: false });
  private request: AbortController | null = null;

  constructor(private readonly fetch: (signal: AbortSignal) => Promise<T>) {}

  get value(): ReadonlySignal<Loaded<T>> {
    return this.inner;
  }

  /** False when the server could not be reached. */
  async refresh(): Promise<boolean> {
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    this.inner.value = { ...this.inner.value, loading: true };
    try {
      const data = await this.fetch(request.signal);
      if (this.request === request) {
        this.inner.value = { data, at: Date.now(), problem: null, loading: false };
      }

      return true;
    } catch (cause) {
      const problem = cause instanceof ApiProblem ? cause : new ApiProblem(0, 'The answer could not be read.');
      if (this.request === request) {
        this.inner.value = { ...this.inner.value, problem, loading: false };
      }

      return request.signal.aborted || problem.status !== 0;
    }
  }

  /** Forgets the data: it answered another question. */
  clear(): void {
    this.inner.value = { data: null, at: null, problem: null, loading: true };
  }

  dispose(): void {
    this.request?.abort();
    this.request = null;
  }
}
