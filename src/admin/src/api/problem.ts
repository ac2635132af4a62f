export interface Fault {
  /** A JSON pointer into what was sent. */
  pointer: string;
  message: string;
}

/** Why a call failed, in words that can be shown. Status 0: no answer at all. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly traceId: string | null = null,
    readonly faults: readonly Fault[] = [],
  ) {
    super(message);
  }

  get isAccess(): boolean {
    return this.status === 401 || this.status === 403;
  }
}

/** Reads problem details; an answer that has none still gets a sentence. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null);
  const details = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string) => (typeof details[name] === 'string' ? (details[name] as string) : null);

  return new ApiProblem(
    response.status,
    text('detail') ?? text('title') ?? `The server answered ${response.status}.`,
    text('traceId'),
    Array.isArray(details['errors']) ? details['errors'].filter(isFault) : [],
  );
}

/** What a person is told of anything that was thrown. */
export function sentenceOf(cause: unknown): string {
  return cause instanceof ApiProblem ? cause.message : 'Something went wrong on this page.';
}

function isFault(value: unknown): value is Fault {
  const fault = value as Partial<Fault> | null;
  return typeof fault?.pointer === 'string' && typeof fault.message === 'string';
}
