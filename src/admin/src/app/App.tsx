import { useMemo } from 'preact/hooks';
import { ApiClient } from '../api/client';
import { Monitor } from '../state/monitor';
import { signOut, token } from './session';
import { Shell } from './Shell';
import { SignIn } from './SignIn';

export function App() {
  const current = token.value;
  const monitor = useMemo(
    () =>
      current === null ? null : new Monitor(new ApiClient(current, () => signOut('The server did not accept the token.'))),
    [current],
  );

  return monitor === null ? <SignIn /> : <Shell key={current} monitor={monitor} />;
}
