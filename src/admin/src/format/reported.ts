/**
 * A sum of what agents may leave out (tokens, cost). Where there were executions and the sum is still 0, nobody
 * reported any: that is unknown, not nothing.
 */
export function reported(sum: number, executions: number): number | null {
  return sum === 0 && executions > 0 ? null : sum;
}
