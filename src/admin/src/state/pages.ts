import { signal } from '@preact/signals';
import type { ApiClient } from '../api/client';
import { ApiProblem } from '../api/problem';

/** What an answer in pages gives. */
export interface Page<R> {
  rows: readonly R[];
  next: string | null;
}

/** The pages after the first, fetched as somebody asks for them. */
export class MorePages<T, R> {
  readonly rows = signal<readonly R[]>([]);
  readonly busy = signal(false);
  readonly problem = signal<ApiProblem | null>(null);
  private next: string | null | undefined;

  constructor(
    private readonly api: ApiClient,
    private readonly path: string,
    private readonly pageOf: (answer: T) => Page<R>,
  ) {}

  /** Whether there is more after what is shown, given where the first page ended. */
  hasMore(first: string | null): boolean {
    return (this.next === undefined ? first : this.next) !== null;
  }

  async load(first: string | null): Promise<void> {
    const cursor = this.next === undefined ? first : this.next;
    if (cursor === null || this.busy.value) {
      return;
    }

    this.busy.value = true;
    this.problem.value = null;
    try {
      const joint = this.path.includes('?') ? '&' : '?';
      const page = this.pageOf(await this.api.get<T>(`${this.path}${joint}cursor=${encodeURIComponent(cursor)}`));
      this.next = page.next;
      this.rows.value = [...this.rows.value, ...page.rows];
    } catch (cause) {
      this.problem.value = cause instanceof ApiProblem ? cause : new ApiProblem(0, 'The answer could not be read.');
    } finally {
      this.busy.value = false;
    }
  }
}
