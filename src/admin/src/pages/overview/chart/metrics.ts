import type { Granularity, TimelinePoint } from '../../../api/timeline';
import type { Tone } from '../../../charts/model';
import { duration, shortCount, usd } from '../../../format/numbers';

export interface ChartMetric {
  id: string;
  label: string;
  title: string;
  format: (value: number) => string;
  /** The first is the one that is compared and looked at for what is out of the ordinary. */
  lines: readonly { label: string; tone: Tone; value: (point: TimelinePoint) => number | null }[];
  /** The name by which the server tells of what is out of the ordinary. */
  anomaly: string;
}

export const METRICS: readonly ChartMetric[] = [
  {
    id: 'volume',
    label: 'Volume',
    title: 'Executions',
    format: shortCount,
    lines: [{ label: 'Executions', tone: 'accent', value: ({ total_requests }) => total_requests }],
    anomaly: 'total_requests',
  },
  {
    id: 'latency',
    label: 'Latency',
    title: 'Execution time',
    format: duration,
    lines: [
      { label: 'p95', tone: 'accent', value: ({ p95_ms }) => p95_ms },
      { label: 'p50', tone: 'second', value: ({ p50_ms }) => p50_ms },
    ],
    anomaly: 'p95_ms',
  },
  {
    id: 'errors',
    label: 'Errors',
    title: 'Errors',
    format: shortCount,
    lines: [
      { label: 'Failed', tone: 'bad', value: ({ failed }) => failed },
      { label: 'of these by timeout', tone: 'warn', value: ({ timeouts }) => timeouts },
    ],
    anomaly: 'failed',
  },
  {
    id: 'tokens',
    label: 'Tokens',
    title: 'Tokens',
    format: shortCount,
    lines: [{ label: 'Tokens', tone: 'accent', value: ({ total_tokens }) => total_tokens }],
    anomaly: 'total_tokens',
  },
  {
    id: 'cost',
    label: 'Cost',
    title: 'Cost',
    format: usd,
    lines: [{ label: 'Cost', tone: 'accent', value: ({ total_cost_usd }) => total_cost_usd }],
    anomaly: 'total_cost_usd',
  },
];

export const GRANULARITIES: readonly Granularity[] = ['hour', 'day', 'week', 'month'];

/** So fine that a curve can be seen, and no finer than that. */
export function usualGranularity(hours: number): Granularity {
  return hours <= 192 ? 'hour' : hours <= 24 * 120 ? 'day' : hours <= 24 * 800 ? 'week' : 'month';
}

/** The server gives at most a thousand points. */
export function fits(granularity: Granularity, hours: number): boolean {
  return granularity !== 'hour' || hours <= 990;
}
