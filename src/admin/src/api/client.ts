import type { Answer } from '../state/resource';
import { ApiProblem, problemOf } from './problem';

/** Calls the server with the token in the Authorization header, never in a URL. */
export class ApiClient {
  constructor(
    private readonly token: string,
    private readonly rejected: () => void = () => {},
  ) {}

  async get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return (await this.read<T>(path, signal)).data;
  }

  /** With the tag that a later change has to name. */
  read<T>(path: string, signal?: AbortSignal): Promise<Answer<T>> {
    return this.json<T>(path, { signal });
  }

  async post<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    return (await this.send<T>('POST', path, body, { signal })).data;
  }

  /** Puts a whole document in the place of the one that was read with this tag; 412 where somebody was faster. */
  put<T>(path: string, body: unknown, etag: string | null): Promise<Answer<T>> {
    return this.send<T>('PUT', path, body, etag === null ? {} : { headers: { 'If-Match': etag } });
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

  private send<T>(method: string, path: string, body: unknown, init: RequestInit): Promise<Answer<T>> {
    const typed: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
    return this.json<T>(path, {
      ...init,
      method,
      headers: { ...(init.headers as Record<string, string>), ...typed },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  private async json<T>(path: string, init: RequestInit): Promise<Answer<T>> {
    const response = await this.open(path, init);
    const data = (await response.json().catch(() => {
      throw new ApiProblem(response.status, 'The answer could not be read.');
    })) as T;
    return { data, etag: response.headers.get('ETag') };
  }
}
