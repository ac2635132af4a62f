import type { ComponentChildren } from 'preact';

export interface FactRow {
  label: string;
  /** Null is not reported. */
  shows: ComponentChildren;
}

/** What a thing is, line by line. */
export function Facts({ label, facts }: { label: string; facts: readonly FactRow[] }) {
  return (
    <dl class="facts" aria-label={label}>
      {facts.map(({ label, shows }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{shows ?? <span class="unknown">not reported</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
