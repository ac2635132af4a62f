import type { Delta } from '../format/delta';
import { Icon } from './Icon';

const WORDS = { up: 'up', down: 'down', flat: '' } as const;

/** The change against the previous period: arrow, words for the ear, colour last. */
export function DeltaMark({ delta }: { delta: Delta | null }) {
  if (delta === null) {
    return (
      <span class="delta delta-neutral" title="Nothing to compare with">
        —<span class="unseen">nothing to compare with</span>
      </span>
    );
  }

  return (
    <span class={`delta delta-${delta.tone}`} title="Against the previous period of the same length">
      {delta.direction !== 'flat' && <Icon name={delta.direction} />}
      <span class="unseen">{WORDS[delta.direction]} </span>
      {delta.text}
    </span>
  );
}
