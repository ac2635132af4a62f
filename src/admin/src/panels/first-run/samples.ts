const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

export const SAMPLE = { agent_name: 'hello_agent', status: 'success', execution_time_ms: 1200, tokens_used: 350 };

type Where = Pick<Location, 'origin' | 'hostname'>;

/** Ways to post a first execution; a server on another machine wants a key, which the reader fills in. */
export const SAMPLES: readonly { id: string; label: string; code: (where: Where) => string }[] = [
  { id: 'curl', label: 'curl', code: curl },
  { id: 'dotnet', label: '.NET', code: dotnet },
  { id: 'python', label: 'Python', code: python },
  { id: 'typescript', label: 'TypeScript', code: typescript },
];

const needsKey = ({ hostname }: Where) => !LOOPBACK.has(hostname);
const lines = (...parts: (string | false)[]) => parts.filter((part) => part !== false).join('\n');

function curl(where: Where): string {
  return lines(
    `curl ${where.origin}/api/executions \\`,
    needsKey(where) && '  -H "Authorization: Bearer $AGENTMONITOR_KEY" \\',
    "  -H 'Content-Type: application/json' \\",
    `  -d '${JSON.stringify(SAMPLE)}'`,
  );
}

function dotnet(where: Where): string {
  return lines(
    'using System.Net.Http.Json;',
    '',
    'using var http = new HttpClient();',
    needsKey(where) && 'http.DefaultRequestHeaders.Authorization = new("Bearer", Environment.GetEnvironmentVariable("AGENTMONITOR_KEY"));',
    `await http.PostAsJsonAsync("${where.origin}/api/executions", new`,
    '{',
    `    agent_name = "${SAMPLE.agent_name}", status = "${SAMPLE.status}",`,
    `    execution_time_ms = ${SAMPLE.execution_time_ms}, tokens_used = ${SAMPLE.tokens_used},`,
    '});',
  );
}

function python(where: Where): string {
  return lines(
    'import json, os, urllib.request',
    '',
    'urllib.request.urlopen(urllib.request.Request(',
    `    "${where.origin}/api/executions",`,
    needsKey(where)
      ? '    headers={"Content-Type": "application/json", "Authorization": "Bearer " + os.environ["AGENTMONITOR_KEY"]},'
      : '    headers={"Content-Type": "application/json"},',
    `    data=json.dumps({"agent_name": "${SAMPLE.agent_name}", "status": "${SAMPLE.status}",`,
    `                     "execution_time_ms": ${SAMPLE.execution_time_ms}, "tokens_used": ${SAMPLE.tokens_used}}).encode()))`,
  );
}

function typescript(where: Where): string {
  return lines(
    `await fetch('${where.origin}/api/executions', {`,
    "  method: 'POST',",
    needsKey(where)
      ? "  headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${process.env.AGENTMONITOR_KEY}` },"
      : "  headers: { 'Content-Type': 'application/json' },",
    '  body: JSON.stringify({',
    `    agent_name: '${SAMPLE.agent_name}', status: '${SAMPLE.status}',`,
    `    execution_time_ms: ${SAMPLE.execution_time_ms}, tokens_used: ${SAMPLE.tokens_used},`,
    '  }),',
    '});',
  );
}
