import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../src/AgentMonitor.Server', import.meta.url));
const PATIENCE_MS = 60_000;

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

  const url = `http://127.0.0.1:${await freePort()}`;
  const token = randomBytes(32).toString('hex');
  const data = mkdtempSync(join(tmpdir(), 'agentmonitor-e2e-'));
  const server = spawn(
    'dotnet',
    ['run', '--no-build', '-c', 'Release', '--project', PROJECT, '--', 'serve', '--urls', url, '--data', data],
    { env: { ...process.env, ADMIN_TOKEN: token }, stdio: ['ignore', 'ignore', 'inherit'] },
  );

  const stop = async () => {
    await end(server);
    rmSync(data, { recursive: true, force: true });
  };

  try {
    await ready(url, server);
  } catch (cause) {
    await stop();
    throw cause;
  }

  process.env.AGENTMONITOR_URL = url;
  process.env.ADMIN_TOKEN = token;
  return stop;
}

async function ready(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) {
      throw new Error(`The server ended with code ${server.exitCode} before it was ready.`);
    }

    const answer = await fetch(`${url}/healthz/ready`).catch(() => null);
    if (answer?.ok) {
      return;
    }

    await new Promise((resolve) => setTimeout(resolve, 200));
  }

  throw new Error('The server was not ready within a minute.');
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
