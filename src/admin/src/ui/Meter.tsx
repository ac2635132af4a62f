interface MeterProps {
  label: string;
  /** 0 to 1 and beyond; the bar ends at 1. */
  ratio: number;
  tone: 'good' | 'warn' | 'bad' | 'accent';
}

/** How much of something is used up. */
export function Meter({ label, ratio, tone }: MeterProps) {
  return (
    <svg class={`meter tone-${tone}`} viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect class="bar-all" width="100" height="4" />
      <rect class="bar-part" width={Math.max(0, Math.min(1, ratio)) * 100} height="4" />
    </svg>
  );
}
