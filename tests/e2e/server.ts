import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../src/AgentMonitor.Server', import.meta.url));
const PATIENCE_MS = 240_000;

/**
 * Uses the server that AGENTMONITOR_URL and ADMIN_TOKEN name, or starts one on an empty folder and takes both away
 * afterwards. The server has to be built before: `dotnet build -c Release src/AgentMonitor.Server`.
 */
export default async function start(): Promise<(() => Promise<void>) | void> {
  if (process.env.AGENTMONITOR_URL) {
    if (!process.env.ADMIN_TOKEN) {
      throw new Error('AGENTMONITOR_URL is set, so ADMIN_TOKEN has to be set too.');
    }

    return;
  }

  const token = randomBytes(32).toString('hex');
  const data = mkdtempSync(join(tmpdir(), 'agentmonitor-e2e-'));
  const server = spawn(
    'dotnet',
    ['run', '--no-build', '-c', 'Release', '--project', PROJECT, '--', 'serve', '--urls', 'http://127.0.0.1:0', '--data', data],
    { env: { ...process.env, ADMIN_TOKEN: token }, stdio: ['ignore', 'pipe', 'inherit'] },
  );

  const stop = async () => {
    await end(server);
    rmSync(data, { recursive: true, force: true });
  };

  let url: string;
  try {
    url = await ready(server);
  } catch (cause) {
    await stop();
    throw cause;
  }

  process.env.AGENTMONITOR_URL = url;
  process.env.ADMIN_TOKEN = token;
  return stop;
}

/** The address that the server chose and printed, once it is ready. */
async function ready(server: ChildProcess): Promise<string> {
  let printed = '';
  server.stdout?.on('data', (text) => (printed += text));
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) {
      throw new Error(`The server ended with code ${server.exitCode} before it was ready.`);
    }

    const url = /(http:\S+)\/monitor\b/.exec(printed)?.[1];
    if (url !== undefined && (await fetch(`${url}/healthz/ready`).catch(() => null))?.ok) {
      return url;
    }

    await new Promise((resolve) => setTimeout(resolve, 200));
  }

  throw new Error('The server was not ready in time.');
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  }
}
