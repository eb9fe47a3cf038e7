import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { killRounds } from '../support/kill-rounds.js';
import { copyTemplate } from '../support/template.js';

/** KILL_ROUNDS=500 for a night. */
const rounds = Number(process.env['KILL_ROUNDS'] ?? 100);

test(
  `${rounds} programs killed while they write lose no acknowledged row, and the folder opens each time`,
  async ({ annotate }) => {
    const folder = await copyTemplate();
    const report = await killRounds(folder, rounds);
    await annotate(JSON.stringify(report));
    expect(report).toMatchObject({ lost: 0, torn: 0 });
    expect(report.acknowledged).toBeGreaterThanOrEqual(rounds * 90);
    expect(report.slowestOpenMs).toBeLessThan(15_000);
    await rm(dirname(folder), { recursive: true, force: true });
  },
  rounds * 30_000,
);
