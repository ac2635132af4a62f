// Fails when the committed page is not what its sources build to.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const admin = fileURLToPath(new URL('..', import.meta.url));
const committed = fileURLToPath(new URL('../../AgentMonitor.Http/wwwroot', import.meta.url));
const fresh = mkdtempSync(join(tmpdir(), 'agentmonitor-admin-'));

const files = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

try {
  const vite = join(admin, 'node_modules', 'vite', 'bin', 'vite.js');
  execFileSync(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: admin,
    env: { ...process.env, ADMIN_OUT: fresh },
    stdio: 'inherit',
  });

  const names = new Set([...files(committed), ...files(fresh)]);
  const differing = [...names].filter((name) => {
    try {
      return !readFileSync(join(committed, name)).equals(readFileSync(join(fresh, name)));
    } catch {
      return true;
    }
  });

  if (differing.length > 0) {
    console.error(`The committed page is out of date (${differing.join(', ')}): run "npm run build" and commit the result.`);
    process.exitCode = 1;
  } else {
    console.log(`The committed page is what its sources build to (${names.size} files).`);
  }
} finally {
  rmSync(fresh, { recursive: true });
}
