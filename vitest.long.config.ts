import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.js';

const long = mergeConfig(base, defineConfig({ test: { testTimeout: 15 * 60_000 } }));

/** The longer suites: more rounds of what the default tests show once. */
export default {
  ...long,
  test: { ...long.test, include: ['tests/long/**/*.test.ts'], exclude: ['**/node_modules/**'] },
};
