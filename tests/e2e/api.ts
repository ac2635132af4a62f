/** Where the server under test is. Read late: the global setup may have started it. */
export const base = () => process.env.AGENTMONITOR_URL ?? '';
export const token = () => process.env.ADMIN_TOKEN ?? '';
export const link = () => `${base()}/monitor#token=${encodeURIComponent(token())}`;

export interface Metrics {
  total_requests: number;
  success_rate: number | null;
  total_tokens_used: number;
  total_cost_usd: number;
  unique_users: number | null;
  latency_ms: { p95: number | null };
  agent_metrics: Record<string, { count: number }>;
}

export async function metrics(): Promise<Metrics> {
  const answer = await fetch(`${base()}/api/admin/metrics?hours=24`, { headers: { Authorization: `Bearer ${token()}` } });
  if (!answer.ok) {
    throw new Error(`The metrics answered ${answer.status}.`);
  }

  return ((await answer.json()) as { metrics: Metrics }).metrics;
}

/** Posts one execution and gives its id. */
export async function post(record: Record<string, unknown>): Promise<string> {
  const answer = await fetch(`${base()}/api/executions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token()}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ agent_name: 'e2e_agent', status: 'success', ...record }),
  });
  if (answer.status !== 201) {
    throw new Error(`Posting answered ${answer.status}: ${await answer.text()}`);
  }

  return ((await answer.json()) as { execution_id: string }).execution_id;
}
