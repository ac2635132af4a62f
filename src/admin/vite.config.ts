import { defineConfig } from 'vitest/config';

// In development the page comes from Vite and everything under /api from a running server.
const server = process.env.AGENTMONITOR_URL ?? 'http://127.0.0.1:5080';

export default defineConfig({
  base: '/monitor/',
  server: { proxy: { '/api': { target: server, ws: true } } },
  preview: { proxy: { '/api': { target: server, ws: true } } },
  build: {
    outDir: process.env.ADMIN_OUT ?? '../AgentMonitor.Http/wwwroot',
    emptyOutDir: true,
    target: ['chrome123', 'firefox125', 'safari17.5'],
    // The policy of the page allows no inline script and needs no polyfill.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // Fixed names keep the committed diff small; the server revalidates each file by its ETag.
    rollupOptions: {
      output: {
        entryFileNames: 'assets/app.js',
        chunkFileNames: ({ moduleIds }) =>
          moduleIds.some((id) => id.includes('/signalr/')) ? 'assets/signalr.js' : 'assets/[name].js',
        // What several pages share is one file, not thirty.
        codeSplitting: { groups: [{ name: 'shared', test: /\/src\/(api|charts|format|panels|state|ui)\//, minShareCount: 2 }] },
        // The page's own style sheet is that of its entry.
        assetFileNames: ({ names }) => (names.includes('index.css') ? 'assets/app.css' : 'assets/[name][extname]'),
      },
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    // axe reads a whole page, and a busy machine takes its time.
    testTimeout: 20_000,
  },
});
