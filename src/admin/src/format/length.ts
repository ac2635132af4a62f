import { duration, rate } from './numbers';

/** A length that somebody has set, without the noughts at its end: 15 min, 1 h, 30 s. */
export function length(ms: number): string {
  return duration(ms).replace(/ 0 (s|min|h)$/, '').replace(/\.0 s$/, ' s');
}

/** A share that somebody has set: 95%, 99.5%. */
export function share(value: number): string {
  return rate(value).replace(/[.,]0(?=\s?%)/, '');
}
