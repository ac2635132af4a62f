const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

export const SAMPLE = { agent_name: 'hello_agent', status: 'success', execution_time_ms: 1200, tokens_used: 350 };

/** A command that posts a first execution; a server on another machine wants a key, which the reader fills in. */
export function curl({ origin, hostname }: Pick<Location, 'origin' | 'hostname'>): string {
  const key = LOOPBACK.has(hostname) ? [] : ['  -H "Authorization: Bearer $AGENTMONITOR_KEY" \\'];
  return [
    `curl ${origin}/api/executions \\`,
    ...key,
    "  -H 'Content-Type: application/json' \\",
    `  -d '${JSON.stringify(SAMPLE)}'`,
  ].join('\n');
}
