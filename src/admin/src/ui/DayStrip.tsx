import './day-strip.css';

export interface DayCell {
  day: string;
  /** How strongly it is coloured, 0 to 4, or that something was wrong; null where nothing is known. */
  level: number | 'warn' | 'bad' | null;
  says: string;
}

interface DayStripProps {
  label: string;
  days: readonly DayCell[];
  tone?: 'accent' | 'good';
}

/** One box a day, oldest first. What each says is read on hover and by screen readers. */
export function DayStrip({ label, days, tone = 'accent' }: DayStripProps) {
  return (
    <ol class={`day-strip tone-${tone}`} aria-label={label}>
      {days.map(({ day, level, says }) => (
        <li key={day} data-day={day} class={level === null ? 'day day-unknown' : `day day-${level}`} title={says}>
          <span class="unseen">{says}</span>
        </li>
      ))}
    </ol>
  );
}

/** Four steps above nothing, by the share of the greatest. */
export function levelIn(value: number, highest: number): number {
  return value <= 0 || highest <= 0 ? 0 : Math.max(1, Math.ceil((value / highest) * 4));
}
