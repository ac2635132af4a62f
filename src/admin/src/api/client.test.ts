import { afterEach, expect, test, vi } from 'vitest';
import { answering, problem } from '../test/server';
import { ApiClient } from './client';
import { ApiProblem } from './problem';

afterEach(() => void vi.unstubAllGlobals());

test('the token travels in the header and never in the address', async () => {
  const requests = answering();

  await new ApiClient('s3cret').get('/api/admin/metrics?hours=24');

  expect(requests[0]?.init.headers).toMatchObject({ Authorization: 'Bearer s3cret' });
  expect(requests[0]?.path).not.toContain('s3cret');
});

test('a problem keeps its sentence and its request id', async () => {
  answering({ '/api/x': () => problem(503, 'The store is busy.') });

  const failure = await new ApiClient('t').get('/api/x').catch((cause: unknown) => cause);

  expect(failure).toMatchObject({ status: 503, message: 'The store is busy.', traceId: 'trace-1' });
});

test('a refused token ends the session', async () => {
  const rejected = vi.fn();
  answering({ '/api/x': () => problem(403, 'Wrong token.') });

  await expect(new ApiClient('t', rejected).get('/api/x')).rejects.toBeInstanceOf(ApiProblem);

  expect(rejected).toHaveBeenCalledOnce();
});

test('no answer at all is told as such', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));

  await expect(new ApiClient('t').get('/api/x')).rejects.toMatchObject({ status: 0, message: 'The server did not answer.' });
});
