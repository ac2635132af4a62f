// Holds the page to its budget: what the browser must load before the first paint, compressed.
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const root = new URL('../../AgentMonitor.Http/wwwroot/', import.meta.url);
const budgets = { js: 60 * 1024, css: 12 * 1024 };
const FIRST_VIEW = 90 * 1024;

const html = readFileSync(new URL('index.html', root), 'utf8');
const initial = [...html.matchAll(/(?:src|href)="\/monitor\/([^"]+\.(js|css))"/g)];
const gzipped = (path) => gzipSync(readFileSync(new URL(path, root)), { level: 9 }).length;

const totals = { js: 0, css: 0 };
for (const [, path, kind] of initial) {
  totals[kind] += gzipped(path);
}

let failed = false;
for (const [kind, budget] of Object.entries(budgets)) {
  const over = totals[kind] === 0 || totals[kind] > budget;
  failed ||= over;
  console.log(`${kind.padEnd(4)} initial ${(totals[kind] / 1024).toFixed(1)} KB of ${budget / 1024} KB gzip${over ? '  OVER' : ''}`);
}

// What the overview shows when it is opened: the page itself, its chart, and whatever these import.
const needed = new Set(initial.map(([, path]) => path));
const need = (path) => {
  if (!needed.has(path)) {
    needed.add(path);
    const text = readFileSync(new URL(path, root), 'utf8');
    [...text.matchAll(/from\s*["']\.\/([\w-]+\.js)["']/g)].forEach(([, name]) => need(`assets/${name}`));
  }
};
['OverviewPage.js', 'OverviewPage.css', 'plot.js'].forEach((name) => need(`assets/${name}`));
const firstView = gzipSync(html, { level: 9 }).length + [...needed].reduce((sum, path) => sum + gzipped(path), 0);
failed ||= firstView > FIRST_VIEW;
console.log(`first view   ${(firstView / 1024).toFixed(1)} KB of ${FIRST_VIEW / 1024} KB gzip${firstView > FIRST_VIEW ? '  OVER' : ''}`);

const loaded = new Set(initial.map(([, path]) => path));
for (const name of readdirSync(new URL('assets/', root)).sort()) {
  const path = `assets/${name}`;
  if (!loaded.has(path)) {
    console.log(`lazy ${name} ${(gzipped(path) / 1024).toFixed(1)} KB gzip`);
  }
}

process.exit(failed ? 1 : 0);
