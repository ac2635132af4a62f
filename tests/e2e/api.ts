/** Where the server under test is. Read late: the global setup may have started it. */
export const base = () => process.env.AGENTMONITOR_URL ?? '';
export const token = () => process.env.ADMIN_TOKEN ?? '';
export const link = (address = '') => `${base()}/monitor${address}#token=${encodeURIComponent(token())}`;

const headers = () => ({ Authorization: `Bearer ${token()}`, 'Content-Type': 'application/json' });

export async function ask<T>(path: string): Promise<T> {
  const answer = await fetch(`${base()}${path}`, { headers: headers() });
  if (!answer.ok) {
    throw new Error(`${path} answered ${answer.status}.`);
  }

  return (await answer.json()) as T;
}

export interface Metrics {
  total_requests: number;
  success_rate: number | null;
  failed: number;
  total_tokens_used: number;
  total_cost_usd: number;
  unique_users: number | null;
  latency_ms: { p95: number | null };
  agent_metrics: Record<string, { count: number; p95_ms: number | null }>;
}

export async function metrics(query = 'hours=24'): Promise<Metrics> {
  return (await ask<{ metrics: Metrics }>(`/api/admin/metrics?${query}`)).metrics;
}

/** Posts one execution and gives its id. */
export async function post(record: Record<string, unknown>): Promise<string> {
  const answer = await fetch(`${base()}/api/executions`, {
    method: 'POST',
    headers: headers(),
    body: JSON.stringify({ agent_name: 'e2e_agent', status: 'success', ...record }),
  });
  if (answer.status !== 201) {
    throw new Error(`Posting answered ${answer.status}: ${await answer.text()}`);
  }

  return ((await answer.json()) as { execution_id: string }).execution_id;
}

/** Posts many; all of them have to be taken. */
export async function postAll(records: readonly Record<string, unknown>[]): Promise<void> {
  const answer = await fetch(`${base()}/api/executions`, { method: 'POST', headers: headers(), body: JSON.stringify(records) });
  const { rejected, items } = (await answer.json()) as { rejected: number; items: unknown[] };
  if (!answer.ok || rejected > 0) {
    throw new Error(`Posting answered ${answer.status}: ${JSON.stringify(items).slice(0, 500)}`);
  }
}

/** Everything that was posted is counted. */
export async function counted(): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const { feed_lag_ms } = await ask<{ feed_lag_ms: number }>('/api/health/quick');
    if (feed_lag_ms === 0) {
      return;
    }

    await new Promise((resolve) => setTimeout(resolve, 100));
  }

  throw new Error('The feed did not catch up within forty seconds.');
}
