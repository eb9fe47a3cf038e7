import { expect, test } from 'vitest';
import { killWeeks } from './kill-week.js';

const kills = Number(process.env['KILLS'] ?? 2);

// The platform that is only read back, which is the harder one; tests/long has both, and all backends.
test(`a school’s week goes on over ${kills} kills on a platform’s bad day, and everybody hears everything once`, {
  timeout: 480_000,
}, async ({ annotate }) => {
  const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 1_000_000));
  const report = await killWeeks({ backend: 'embedded', redis: null, personality: 'readBack', kills, seed });
  await annotate(`seed ${seed}: ${JSON.stringify(report)}`);
  expect({ seed, ...report }).toMatchObject({ lost: [], doubled: [], unexpected: [], outOfOrder: [], rows: [] });
  expect(report.expected).toBeGreaterThanOrEqual(200 * report.weeks);
});
