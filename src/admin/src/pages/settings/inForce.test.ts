import { expect, test } from 'vitest';
import { content, ingestKeys, keptFor, lookedFor, masked, priced, webhook } from './inForce';

test('days are kept for a number of days, or for ever', () => {
  expect([keptFor(90), keptFor(1), keptFor(null)]).toEqual(['90 days', '1 day', 'for ever']);
});

test('what is masked, and what is looked for in it', () => {
  const off = { content: false, error_messages: false, rules: [], own_patterns: 0 };

  expect([masked(off), lookedFor(off)]).toEqual(['nothing', '']);
  expect(masked({ ...off, content: true, error_messages: true })).toBe('content and error messages');
  expect(lookedFor({ ...off, rules: ['emails', 'ibans'], own_patterns: 2 })).toBe('emails, IBANs, 2 patterns of your own');
});

test('content is kept up to a size, or not at all', () => {
  expect(content({ is_captured: false, cap_bytes: 1000 })).toBe('not kept');
  expect(content({ is_captured: true, cap_bytes: 65_536 })).toContain('64');
});

test('prices say where they come from', () => {
  const prices = { built_in: 90, settings: 0, admin: 0, built_in_retrieved: '2025-11-07', files: [], changed_at: null };

  expect(priced(prices)).toBe('90 built in (of 2025-11-07)');
  expect(priced({ ...prices, settings: 2, admin: 1, built_in_retrieved: null })).toBe('90 built in, 2 from settings, 1 set on this page');
});

test('whether a key is needed, and where alerts go', () => {
  const access = { ingest_key_required: true, ingest_keys: 1, allow_query_token: false, cors_origins: [] };

  expect([ingestKeys(access), ingestKeys({ ...access, ingest_keys: 0 })]).toEqual(['needed; there is 1', 'needed; there are none']);
  expect(ingestKeys({ ...access, ingest_key_required: false, ingest_keys: 0 })).toContain('not needed');
  expect([webhook({ url_set: false, host: null }), webhook({ url_set: true, host: 'hooks.example.org' })]).toEqual(['not set', 'hooks.example.org']);
});
