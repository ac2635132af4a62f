import { duration } from './numbers';

/** A length that somebody has set, without the noughts at its end: 15 min, 1 h, 30 s. */
export function length(ms: number): string {
  return duration(ms).replace(/ 0 (s|min)$/, '').replace(/\.0 s$/, ' s');
}
