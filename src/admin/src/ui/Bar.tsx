interface BarProps {
  /** 0 to 1. */
  share: number;
  tone?: 'accent' | 'good' | 'warn' | 'bad';
}

/** A hairline bar; the number stands beside it. */
export function Bar({ share, tone = 'accent' }: BarProps) {
  return (
    <svg class={`share tone-${tone}`} viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="bar-all" width="100" height="2" />
      <rect class="bar-part" width={Math.max(0, Math.min(1, share)) * 100} height="2" />
    </svg>
  );
}
