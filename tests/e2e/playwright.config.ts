import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  globalSetup: './server.ts',
  // States are waited for, so a machine that is busy only takes longer. What has to be quick is held to it in budgets.spec.ts.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  // One server, one store: tests that look at totals must not run beside tests that post.
  workers: 1,
  forbidOnly: true,
  projects: [
    // Needs a store that nothing was ever reported to.
    { name: 'first-run', testMatch: /first-run\.spec\.ts/ },
    { name: 'data', testMatch: /data\.setup\.ts/, dependencies: ['first-run'] },
    { name: 'page', testIgnore: /first-run|budgets/, dependencies: ['data'] },
    // Last, and alone: they measure.
    { name: 'budgets', testMatch: /budgets\.spec\.ts/, dependencies: ['page'] },
  ],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
