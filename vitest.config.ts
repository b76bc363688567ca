import { defineConfig } from 'vitest/config';

export default defineConfig({
  ssr: { resolve: { conditions: ['sluice-source', 'node'] } },
  resolve: { conditions: ['sluice-source', 'node'] },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'generators/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Two workers on two cores: vitest itself leaves one of them free.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
