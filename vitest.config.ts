import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['tests/long/**', '**/node_modules/**'],
    // Every test of the database copies one that is made here, once.
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/properties.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Generous against hanging; the machine that runs them may be busy.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
