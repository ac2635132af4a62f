import type { MaskKind, SettingsAnswer } from '../../api/settings';
import { bytes } from '../../format/bytes';
import { count } from '../../format/numbers';

const KINDS: Record<MaskKind, string> = {
  secrets: 'secrets',
  emails: 'emails',
  ibans: 'IBANs',
  card_numbers: 'card numbers',
  ip_addresses: 'IP addresses',
  phone_numbers: 'phone numbers',
};

/** For how long something is kept. */
export function keptFor(days: number | null): string {
  return days === null ? 'for ever' : many(days, 'day');
}

/** Which texts are masked before they are stored. */
export function masked({ content, error_messages }: SettingsAnswer['masking']): string {
  const what = [...(content ? ['content'] : []), ...(error_messages ? ['error messages'] : [])];
  return what.length === 0 ? 'nothing' : what.join(' and ');
}

/** What is looked for in them. */
export function lookedFor({ rules, own_patterns }: SettingsAnswer['masking']): string {
  const own = own_patterns === 0 ? [] : [many(own_patterns, 'pattern') + ' of your own'];
  return [...rules.map((rule) => KINDS[rule] ?? rule), ...own].join(', ');
}

export function content({ is_captured, cap_bytes }: SettingsAnswer['content']): string {
  return is_captured ? `kept, up to ${bytes(cap_bytes)} each` : 'not kept';
}

/** How many prices of each origin count, and how old the built-in ones are. */
export function priced({ built_in, settings, admin, built_in_retrieved }: SettingsAnswer['prices']): string {
  const origins = [
    `${count(built_in)} built in${built_in_retrieved === null ? '' : ` (of ${built_in_retrieved})`}`,
    ...(settings === 0 ? [] : [`${count(settings)} from settings`]),
    ...(admin === 0 ? [] : [`${count(admin)} set on this page`]),
  ];
  return origins.join(', ');
}

export function ingestKeys({ ingest_key_required, ingest_keys }: SettingsAnswer['access']): string {
  return ingest_key_required ? `needed; there ${ingest_keys === 1 ? 'is' : 'are'} ${ingest_keys === 0 ? 'none' : count(ingest_keys)}` : 'not needed on the server’s own machine';
}

export function webhook({ url_set, host }: SettingsAnswer['webhook']): string {
  return url_set ? (host ?? 'set') : 'not set';
}

function many(number: number, what: string): string {
  return `${count(number)} ${what}${number === 1 ? '' : 's'}`;
}
