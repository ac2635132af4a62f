import { useState } from 'preact/hooks';
import { sentenceOf } from '../../api/problem';
import { useMonitor } from '../../state/monitor';
import { Choice } from '../../ui/Choice';
import { CopyButton } from '../../ui/CopyButton';
import { Icon } from '../../ui/Icon';
import { SAMPLE, SAMPLES } from './samples';
import './first-run.css';

/** Before anything was ever reported: how to report something, and a button that does. */
export function FirstRun() {
  const { api } = useMonitor();
  const [said, say] = useState<string | null>(null);
  const [shown, show] = useState('curl');
  const code = SAMPLES.find(({ id }) => id === shown)?.code(location) ?? '';
  const send = async () => {
    say('Sending…');
    try {
      await api.post('/api/executions', { ...SAMPLE, tags: ['test'] });
      say('Stored. It appears here in a moment.');
    } catch (cause) {
      say(sentenceOf(cause));
    }
  };

  return (
    <section class="panel first-run" aria-labelledby="first-run">
      <Icon name="pulse" class="first-run-icon" />
      <h1 id="first-run">Waiting for the first execution…</h1>
      <p class="quiet">Post one from a terminal or from an agent. It appears here the moment it is stored.</p>
      <div class="first-run-code">
        <div class="first-run-head">
          <Choice label="Language" value={shown} options={SAMPLES.map(({ id, label }) => ({ id, shows: label }))} choose={show} />
          <CopyButton text={code} label="Copy" />
        </div>
        <pre tabIndex={0} aria-label="Command">
          <code>{code}</code>
        </pre>
      </div>
      <div class="actions">
        <button type="button" class="button primary" onClick={() => void send()}>
          Send a test execution
        </button>
      </div>
      <p class="quiet small" role="status">
        {said}
      </p>
    </section>
  );
}
