import type { ExecutionDetail } from '../../api/types';
import { count, duration, NOT_REPORTED, usd } from '../../format/numbers';
import { fullTime } from '../../format/time';

export interface Fact {
  label: string;
  text: string | null;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
const number = (value: unknown, format: (value: number) => string) => (typeof value === 'number' ? format(value) : null);
const time = (value: unknown) => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? fullTime(value) : null);

/** What a record says, in the order people ask; null is shown as not reported. */
export function factsOf(record: ExecutionDetail): Fact[] {
  const usage = (record['usage'] ?? {}) as Record<string, unknown>;
  return [
    { label: 'User', text: text(record['user_id']) },
    { label: 'Session', text: text(record['session_id']) },
    { label: 'Model', text: text(record['model_used']) },
    { label: 'Duration', text: number(record['execution_time_ms'], duration) },
    { label: 'First token', text: number(record['ttft_ms'], duration) },
    { label: 'Tokens', text: number(record['tokens_used'], count) },
    { label: 'Input tokens', text: number(usage['input_tokens'], count) },
    { label: 'Output tokens', text: number(usage['output_tokens'], count) },
    { label: 'Cost', text: number(record['cost_usd'], usd) },
    { label: 'Started', text: time(record['started_at']) },
    { label: 'Ended', text: time(record['ended_at']) },
    { label: 'Request', text: text(record['request_id']) },
  ];
}

export function shownFact({ text }: Fact): string {
  return text ?? NOT_REPORTED;
}
