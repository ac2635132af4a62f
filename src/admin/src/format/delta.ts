import { count } from './numbers';

export interface Delta {
  text: string;
  direction: 'up' | 'down' | 'flat';
  tone: 'good' | 'bad' | 'neutral';
}

/** What a rise means: more successes are good, more time is bad, more work is neither. */
export type Meaning = 'up-is-good' | 'up-is-bad' | 'neutral';

const one = new Intl.NumberFormat(navigator.language, { maximumFractionDigits: 1 });

/** The change against the previous period, or null when there is nothing to compare with. */
export function relativeDelta(
  current: number | null,
  previous: number | null,
  meaning: Meaning,
): Delta | null {
  if (current === null || !previous) {
    return null;
  }

  return changeDelta((current - previous) / previous, meaning);
}

/** A change that the server worked out: a ratio. */
export function changeDelta(change: number | null, meaning: Meaning): Delta | null {
  if (change === null) {
    return null;
  }

  const percent = change * 100;
  const size = Math.abs(percent);
  return delta(percent, size >= 10 ? `${count(Math.round(size))}%` : `${one.format(size)}%`, meaning);
}

/** Rates are compared in percentage points. */
export function pointsDelta(
  current: number | null,
  previous: number | null,
  meaning: Meaning,
): Delta | null {
  if (current === null || previous === null) {
    return null;
  }

  return pointsChange(current - previous, meaning);
}

/** The difference of two rates. */
export function pointsChange(change: number | null, meaning: Meaning): Delta | null {
  if (change === null) {
    return null;
  }

  const points = change * 100;
  return delta(points, `${one.format(Math.abs(points))} pt`, meaning);
}

function delta(change: number, text: string, meaning: Meaning): Delta {
  if (Math.abs(change) < 0.05) {
    return { text: 'no change', direction: 'flat', tone: 'neutral' };
  }

  const good = meaning === 'up-is-good' ? change > 0 : change < 0;
  return {
    text,
    direction: change > 0 ? 'up' : 'down',
    tone: meaning === 'neutral' ? 'neutral' : good ? 'good' : 'bad',
  };
}
