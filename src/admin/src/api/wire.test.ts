import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { budgets, heatmap, overview, realtime, timeline, topUsers, users } from '../test/analytics';
import { agents, errors, health, metrics, row } from '../test/answers';
import { costs, prices, repriced } from '../test/money';
import { activity, escalations, oneAgent, oneSession, sessions } from '../test/people';
import { settings } from '../test/settings';
import { alert, alerts, apiStatus, monitorHealth } from '../test/watch';

// The same files that the server's tests compare its answers with.
const folder = resolve(process.cwd(), '../../tests/wire');

/** What the page reads of each answer: every field of our example must be there, of a kind that the type allows. */
const read: Record<string, unknown> = {
  metrics: metrics(),
  agents,
  errors,
  health,
  overview: overview(),
  timeline: timeline(),
  heatmap,
  'top-users': topUsers,
  users,
  budgets,
  realtime,
  agent: oneAgent,
  'user-activity': activity(),
  sessions,
  session: oneSession,
  escalations,
  alerts: alerts(),
  'alert-history': { alerts: [alert()], next_cursor: null },
  'costs-agent': costs(),
  'costs-day': costs(),
  prices: prices(),
  'prices-reprice': repriced,
  forget: { user_id_hash: '', executions: 1, sessions: 1, rollup_documents: 1, state: 'done' },
  'health-details': monitorHealth(),
  'api-status': apiStatus,
  settings: settings(),
  executions: { executions: [row('a')], next_cursor: null },
  execution: {
    execution: { execution_id: 'a', agent_name: 'a', status: 'success', input_data: null, output_data: null },
    children: [],
    receipt: { stored_at: '', rolled_up: true, rolled_up_at: null },
  },
};

describe.each(Object.entries(read))('%s', (name, example) => {
  const file = resolve(folder, `${name}.json`);

  test('the golden answer has what the page reads', () => {
    expect(missing(example, JSON.parse(readFileSync(file, 'utf8')), name)).toEqual([]);
  });
});

test('a missing field and a field of another kind are found', () => {
  expect(missing({ a: 1, b: { c: 'x' }, d: [1] }, { b: { c: 5 }, d: {} }, 'x')).toEqual(['x.a', 'x.b.c', 'x.d']);
  expect(missing({ a: 1, b: null }, { a: null, b: 3 }, 'x')).toEqual([]);
});

// Unknown may stand for anything, and names of agents and parts of the server are keys of their own.
function missing(example: unknown, answer: unknown, path: string): string[] {
  if (answer === undefined) {
    return [path];
  }

  if (example === null || answer === null) {
    return [];
  }

  if (Array.isArray(example) || Array.isArray(answer)) {
    return !Array.isArray(example) || !Array.isArray(answer)
      ? [path]
      : answer.slice(0, 1).flatMap((item, index) => missing(example[index], item, `${path}[]`));
  }

  if (typeof example !== typeof answer) {
    return [path];
  }

  if (typeof example !== 'object') {
    return [];
  }

  const open = /\.(agent_metrics|models|checks|figures|by_region|by_language|sections)$/.test(path);
  const keys = Object.keys(example as object).filter((key) => !open || key in (answer as object));
  return keys.flatMap((key) =>
    missing((example as Record<string, unknown>)[key], (answer as Record<string, unknown>)[key], `${path}.${key}`),
  );
}
