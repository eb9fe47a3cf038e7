import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visit } from '../support/sandbox-visitor.js';
import { largeClassCsv, staffCsv, workbookOf } from '../support/school.js';
import { type SpawnedProgram, spawnProgram, startClock } from '../support/spawned-program.js';
import { templateFolder } from '../support/template.js';

const pupils = 40;
const guardians = 2 * pupils;
const notesAt = '2026-09-20T18:05';

let folder: string;
let program: SpawnedProgram;
const clock = startClock('2026-09-20T09:00:00+08:00');
/** @param dieAfter dies when so many messages of this process have gone out, before it has written that down. */
const start = (dieAfter?: number) =>
  spawnProgram('all', { ...clock, ...(dieAfter ? { dieAfter } : {}) }, { GONGYU_DATA: folder });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongyu-kill-'));
  await cp(await templateFolder(), join(folder, 'database'), { recursive: true });
  program = await start(20);
});
afterAll(async () => {
  await program?.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Messages that are due and have not ended, as an operator's dashboard shows them. */
async function unfinished(url: string): Promise<number> {
  const text = await (await fetch(new URL('/metrics', url))).text();
  return Number(/^gongyu_deliveries_unfinished (\d+)/m.exec(text)?.[1] ?? 0);
}

test('killed twice among the notes, sent but not yet written down, every guardian has exactly one', async () => {
  const page = visit(program.url, 'zh-CN');
  const workbook = workbookOf(largeClassCsv(pupils), staffCsv.replace(/.*2班.*\n/, ''));
  const imported = await page.importRoster(workbook, '学校.xlsx', { dryRun: false, schoolName: '育新实验学校' });
  expect(imported.ok, imported.lines.join('\n')).toBe(true);
  const admin = await page.as('管文');
  for (let settings = (await admin.say('设置')).card; settings?.text.includes('未开启'); ) {
    settings = (await admin.press(settings, '开启')).card;
  }

  for (const next of [15, undefined]) {
    // The journey ends with its program.
    await Promise.allSettled([visit(program.url, 'zh-CN').to(notesAt), program.died()]);
    program = await start(next);
  }
  const again = visit(program.url, 'zh-CN');
  await again.to(notesAt);
  await expect.poll(() => unfinished(program.url), { timeout: 30_000 }).toBe(0);
  const families = (await again.everybody()).filter((one) => one.group === 'guardian');
  expect(families).toHaveLength(guardians);
  const counts = new Map<number, number>();
  for (const family of families) {
    const notes = (await family.messages()).filter((message) => message.text.includes('在校情况')).length;
    counts.set(notes, (counts.get(notes) ?? 0) + 1);
  }
  expect([...counts]).toEqual([[1, guardians]]);
}, 240_000);
