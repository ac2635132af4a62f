import { useState } from 'preact/hooks';
import { CopyButton } from '../../ui/CopyButton';
import { mask } from '../../format/mask';

/**
 * What a user or a model wrote: hidden until asked for, masked until asked again, and never more than text.
 */
export function Content({ label, value }: { label: string; value: unknown }) {
  const [shown, show] = useState(false);
  const [plain, showPlain] = useState(false);
  const absent = value === null || value === undefined;
  const whole = absent || !shown ? '' : typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const masked = mask(whole);
  return (
    <section class="content" aria-label={label}>
      <div class="content-head">
        <h3>{label}</h3>
        {absent ? (
          <span class="unknown">not reported</span>
        ) : (
          <button type="button" class="button small" aria-expanded={shown} onClick={() => show(!shown)}>
            {shown ? 'Hide' : 'Show'} {label.toLowerCase()}
          </button>
        )}
      </div>
      {shown && !absent && (
        <>
          <pre tabIndex={0} aria-label={label}>
            {plain ? whole : masked}
          </pre>
          <div class="actions">
            {masked !== whole && (
              <button type="button" class="button small" aria-pressed={plain} onClick={() => showPlain(!plain)}>
                {plain ? 'Mask it again' : 'Show what is masked'}
              </button>
            )}
            <CopyButton text={plain ? whole : masked} />
          </div>
        </>
      )}
    </section>
  );
}
