import { useState } from 'preact/hooks';
import type { ApiClient } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import { CopyButton } from '../../ui/CopyButton';
import { Icon } from '../../ui/Icon';
import { curl, SAMPLE } from './curl';

/** Before anything was ever reported: how to report something, and a button that does. */
export function FirstRun({ api }: { api: ApiClient }) {
  const [said, say] = useState<string | null>(null);
  const command = curl(location);
  const send = async () => {
    say('Sending…');
    try {
      await api.post('/api/executions', { ...SAMPLE, tags: ['test'] });
      say('Stored. It appears here in a moment.');
    } catch (cause) {
      say(cause instanceof ApiProblem ? cause.message : 'It could not be sent.');
    }
  };

  return (
    <section class="panel first-run" aria-labelledby="first-run">
      <Icon name="pulse" class="first-run-icon" />
      <h2 id="first-run">Waiting for the first execution…</h2>
      <p class="quiet">Post one from a terminal or from an agent. It appears here the moment it is stored.</p>
      <pre tabIndex={0} aria-label="Command">
        <code>{command}</code>
      </pre>
      <div class="actions">
        <button type="button" class="button primary" onClick={() => void send()}>
          Send a test execution
        </button>
        <CopyButton text={command} label="Copy command" />
      </div>
      <p class="quiet small" role="status">
        {said}
      </p>
    </section>
  );
}
