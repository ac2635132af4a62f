import { ApiProblem, problemOf } from './problem';

/** Calls the server with the token in the Authorization header, never in a URL. */
export class ApiClient {
  constructor(
    private readonly token: string,
    private readonly rejected: () => void = () => {},
  ) {}

  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.json<T>(path, { signal });
  }

  post<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    return this.json<T>(path, {
      method: 'POST',
      signal,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  /** The raw answer, for a stream that is read as it arrives. */
  async open(path: string, init: RequestInit): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string>), Authorization: `Bearer ${this.token}` };
    const response = await fetch(path, { ...init, headers, cache: 'no-store', credentials: 'omit' }).catch((cause) => {
      throw init.signal?.aborted ? cause : new ApiProblem(0, 'The server did not answer.');
    });

    if (!response.ok) {
      const problem = await problemOf(response);
      if (problem.isAccess) {
        this.rejected();
      }

      throw problem;
    }

    return response;
  }

  private async json<T>(path: string, init: RequestInit): Promise<T> {
    const response = await this.open(path, init);
    return (await response.json().catch(() => {
      throw new ApiProblem(response.status, 'The answer could not be read.');
    })) as T;
  }
}
