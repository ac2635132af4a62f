import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { accessibilityFaults } from '../test/axe';
import { answering, problem } from '../test/server';
import { signOut, token } from './session';
import { SignIn } from './SignIn';

const root = document.body.appendChild(document.createElement('div'));
afterEach(() => {
  render(null, root);
  signOut();
  vi.unstubAllGlobals();
});

async function submit(typed: string) {
  await act(() => render(<SignIn />, root));
  const input = root.querySelector('input') as HTMLInputElement;
  await act(() => {
    input.value = typed;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await act(() => void root.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
}

test('a token that the server accepts signs in', async () => {
  answering();

  await submit('  s3cret ');

  await vi.waitFor(() => expect(token.value).toBe('s3cret'));
});

test('a token that the server refuses is not kept, and the form says so', async () => {
  answering({ '/api/admin/metrics': () => problem(403, 'Wrong class.') });

  await submit('wrong');

  await vi.waitFor(() => expect(root.textContent).toContain('The server did not accept this token.'));
  expect(token.value).toBeNull();
  expect(sessionStorage).toHaveLength(0);
});

test('axe finds nothing wrong with the form', async () => {
  await act(() => render(<SignIn />, root));

  expect(await accessibilityFaults(document.body)).toEqual([]);
});
