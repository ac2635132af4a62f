import { useState } from 'preact/hooks';

/** What a user or a model wrote: hidden until asked for, and never more than text. */
export function Content({ label, value }: { label: string; value: unknown }) {
  const [shown, show] = useState(false);
  const absent = value === null || value === undefined;
  return (
    <section class="content" aria-label={label}>
      <h3>{label}</h3>
      {absent ? (
        <span class="unknown">not reported</span>
      ) : (
        <button type="button" class="button small" aria-expanded={shown} onClick={() => show(!shown)}>
          {shown ? 'Hide' : 'Show'} {label.toLowerCase()}
        </button>
      )}
      {!absent && shown && <pre tabIndex={0}>{typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>}
    </section>
  );
}
