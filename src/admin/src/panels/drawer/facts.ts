import type { ExecutionDetail } from '../../api/types';
import { count, duration, NOT_REPORTED, usd } from '../../format/numbers';
import { fullTime } from '../../format/time';

export { NOT_REPORTED };

export interface Fact {
  label: string;
  text: string | null;
  /** The page that tells more. */
  to?: readonly string[];
  /** The execution that it names. */
  run?: string;
  /** Whether people want to paste it elsewhere. */
  copies?: boolean;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
const number = (value: unknown, format: (value: number) => string) => (typeof value === 'number' ? format(value) : null);

/** What a record says of its run, in the order people ask; null is shown as not reported. */
export function factsOf(record: ExecutionDetail, zone: string): Fact[] {
  const usage = record['usage'] as Record<string, unknown> | null | undefined;
  const time = (value: unknown) => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? fullTime(value, zone) : null);
  const optional = (label: string, value: string | null): Fact[] => (value === null ? [] : [{ label, text: value }]);
  return [
    { label: 'Duration', text: number(record['execution_time_ms'], duration) },
    ...optional('First token', number(record['ttft_ms'], duration)),
    { label: 'Started', text: time(record['started_at'] ?? record['created_at']) },
    { label: 'Ended', text: record['status'] === 'running' ? 'still running' : time(record['ended_at']) },
    { label: 'Model', text: [text(record['model_used']), text(record['provider'])].filter(Boolean).join(' · ') || null },
    { label: 'Tokens', text: number(record['tokens_used'], count) },
    ...optional('of these', usageText(usage)),
    { label: 'Cost', text: costText(record) },
    ...optional('Outcome', text(record['outcome'])?.replaceAll('_', ' ') ?? null),
    ...optional('Feature', [text(record['feature']), text(record['variant'])].filter(Boolean).join(' · ') || null),
    ...optional('Escalation', escalationText(record['escalation'])),
    ...optional('Attempt', typeof record['attempt'] === 'number' && record['attempt'] > 1 ? count(record['attempt']) : null),
    ...optional('Where', [text(record['region']), text(record['environment']), text(record['language'])].filter(Boolean).join(' · ') || null),
  ];
}

/** Who and what it belongs to. */
export function idsOf(record: ExecutionDetail, id: string): Fact[] {
  const user = text(record['user_id']);
  const session = text(record['session_id']);
  const parent = text(record['parent_execution_id']);
  const fingerprint = text(record['error_fingerprint']);
  const optional = (label: string, value: string | null, more: Partial<Fact> = {}): Fact[] =>
    value === null ? [] : [{ label, text: value, copies: true, ...more }];
  return [
    { label: 'Execution', text: id, copies: true },
    user === null ? { label: 'User', text: null } : { label: 'User', text: user, to: ['users', user], copies: true },
    ...optional('User name', text(record['user_name'])),
    session === null ? { label: 'Session', text: null } : { label: 'Session', text: session, to: ['sessions', session], copies: true },
    ...optional('Parent', parent, parent === null ? {} : { run: parent }),
    ...optional('Request', text(record['request_id'])),
    ...optional('Trace', text(record['trace_id'])),
    ...optional('Agent version', text(record['agent_version'])),
    ...optional('Error group', fingerprint, fingerprint === null ? {} : { to: ['errors', fingerprint] }),
  ];
}

function usageText(usage: Record<string, unknown> | null | undefined): string | null {
  const part = (name: string, word: string) => {
    const value = usage?.[name];
    return typeof value === 'number' && value > 0 ? `${count(value)} ${word}` : null;
  };
  const parts = [
    part('input_tokens', 'in'),
    part('cache_read_tokens', 'read from cache'),
    part('cache_write_tokens', 'written to cache'),
    part('output_tokens', 'out'),
    part('reasoning_tokens', 'reasoning'),
  ].filter((said) => said !== null);
  return parts.length === 0 ? null : parts.join(' · ');
}

function costText(record: ExecutionDetail): string | null {
  const cost = record['cost'] as Record<string, unknown> | null | undefined;
  if (typeof record['cost_usd'] === 'number') {
    return `${usd(record['cost_usd'])}${cost?.['computed'] === false ? ', as reported' : ''}`;
  }

  const unpriced = cost?.['unpriced_tokens'];
  return typeof unpriced === 'number' && unpriced > 0 ? `unknown: no price for ${count(unpriced)} tokens` : null;
}

function escalationText(value: unknown): string | null {
  const escalation = value as Record<string, unknown> | null | undefined;
  const state = text(escalation?.['state']);
  return state === null || state === 'none'
    ? null
    : [state.replaceAll('_', ' '), text(escalation?.['severity'])].filter(Boolean).join(' · ');
}
