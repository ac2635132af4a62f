import { expect, test, vi } from 'vitest';
import { ApiProblem } from '../api/problem';
import { Resource, type Answer } from './resource';

function world() {
  const asked: { resolve: (answer: Answer<number>) => void; reject: (cause: unknown) => void; signal: AbortSignal }[] = [];
  const resource = new Resource<number>((signal) => new Promise((resolve, reject) => asked.push({ resolve, reject, signal })));
  const answer = (at: number, data: number) => asked[at]?.resolve({ data, etag: `"${data}"` });
  return { resource, asked, answer };
}

test('the newest request wins, whichever answers last', async () => {
  const { resource, asked, answer } = world();
  const first = resource.refresh();
  const second = resource.refresh();
  answer(1, 2);
  await second;
  answer(0, 1);
  await first;

  expect(asked[0]?.signal.aborted).toBe(true);
  expect(resource.value.value).toMatchObject({ data: 2, etag: '"2"', loading: false });
});

test('renewing lets a first answer arrive, and then asks for a newer one', async () => {
  const { resource, asked, answer } = world();
  void resource.refresh();
  const renewed = resource.renew();
  expect(asked).toHaveLength(1);

  answer(0, 1);
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(resource.value.value.data).toBe(1);

  answer(1, 2);
  await renewed;
  expect(resource.value.value.data).toBe(2);
});

test('a failure leaves what was known and says why', async () => {
  const { resource, asked, answer } = world();
  const first = resource.refresh();
  answer(0, 1);
  await first;
  const second = resource.refresh();
  asked[1]?.reject(new ApiProblem(0, 'The server did not answer.'));

  expect(await second).toBe(false);
  expect(resource.value.value).toMatchObject({ data: 1, loading: false, problem: { message: 'The server did not answer.' } });
});

test('what was changed is known without asking', async () => {
  const { resource, asked } = world();
  void resource.refresh();

  resource.know(7, '"7"');

  expect(asked[0]?.signal.aborted).toBe(true);
  expect(resource.value.value).toMatchObject({ data: 7, etag: '"7"', loading: false });
});

test('given up, it can be asked again', () => {
  const { resource } = world();
  void resource.refresh();
  resource.dispose();

  expect(resource.value.value.loading).toBe(false);
});
