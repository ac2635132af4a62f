import { useState } from 'preact/hooks';
import { ApiClient } from '../api/client';
import { ApiProblem } from '../api/problem';
import { Brand } from './Brand';
import { signedOutBecause, signIn } from './session';

/** For whoever came without the link: the token, typed or pasted. */
export function SignIn() {
  const [typed, type] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await new ApiClient(typed.trim()).get('/api/admin/metrics?hours=1');
      signIn(typed.trim());
    } catch (cause) {
      setProblem(explain(cause));
      setBusy(false);
    }
  };

  const message = problem ?? signedOutBecause.value;
  return (
    <main class="sign-in">
      <form class="panel" onSubmit={(event) => void submit(event)}>
        <Brand />
        <h1>Sign in</h1>
        <p class="quiet">Open the link that the server printed when it started, or paste its admin token here.</p>
        <label for="token">Admin token</label>
        <input
          id="token"
          type="password"
          autocomplete="off"
          spellcheck={false}
          required
          value={typed}
          aria-invalid={message !== null}
          aria-describedby="sign-in-message"
          onInput={(event) => type(event.currentTarget.value)}
        />
        <p id="sign-in-message" class="message" role="alert">
          {message}
        </p>
        <button type="submit" class="button primary" disabled={busy || typed.trim() === ''}>
          {busy ? 'Signing in…' : 'Sign in'}
        </button>
        <p class="quiet small">The token stays in this tab and is forgotten when you close it.</p>
      </form>
    </main>
  );
}

function explain(cause: unknown): string {
  if (cause instanceof ApiProblem) {
    return cause.isAccess ? 'The server did not accept this token.' : cause.message;
  }

  return 'This text cannot be a token.';
}
