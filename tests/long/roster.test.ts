import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { understandRoster } from '../../src/core/roster/understand.js';
import { sheetLimits } from '../../src/files/sheet/limits.js';
import { parseSheets } from '../../src/files/sheet/parse-sheets.js';
import { checkSlips, slips } from '../support/roster-slips.js';
import { xlsx, xlsxParts } from '../support/xlsx.js';
import { zip } from '../support/zip.js';

/** SLIPS and MUTATIONS change them. */
const reimports = Number(process.env['SLIPS'] ?? 500);
const mutations = Number(process.env['MUTATIONS'] ?? 5_000);

describe(`${reimports} re-imports of each slip give no family another child`, () => {
  for (const [what, slip] of Object.entries(slips)) test(what, () => checkSlips(slip, reimports));
});

const rows = Array.from({ length: 40 }, (_, n) => [
  `2026${n}`,
  `学生${n}`,
  n % 2 ? '男' : '女',
  '七年级3班',
  13800138000 + n,
]);
const sheets = [{ name: '学生', rows: [['学号', '姓名', '性别', '班级', '家长电话'], ...rows], merges: ['D2:D41'] }];
const parts = xlsxParts(sheets);

/** Random bytes that are the same in every run. */
function* bytesOf(seed: number): Generator<number> {
  for (let block = 0; ; block++) yield* createHash('sha256').update(`${seed} ${block}`).digest();
}

function mutate(data: Buffer, seed: number): Buffer {
  const random = bytesOf(seed);
  const next = (below: number) => {
    let value = 0;
    for (let byte = 0; byte < 4; byte++) value = value * 256 + (random.next().value ?? 0);
    return value % below;
  };
  let broken = Buffer.from(data);
  for (let change = next(4); change >= 0; change--) {
    const at = next(broken.length);
    const kind = next(4);
    if (kind === 0) broken[at] = next(256);
    else if (kind === 1) broken = broken.subarray(0, at);
    else if (kind === 2) broken = Buffer.concat([broken.subarray(0, at), broken.subarray(next(broken.length))]);
    else broken = Buffer.concat([broken.subarray(0, at), Buffer.from([next(256), next(256)]), broken.subarray(at)]);
    if (broken.length === 0) break;
  }
  return broken;
}

describe('a mutated workbook is read or refused, and quickly', () => {
  const read = async (bytes: Buffer): Promise<number> => {
    const start = performance.now();
    const result = await parseSheets(bytes, 'a.xlsx', sheetLimits);
    if (result.ok) understandRoster(result.sheets, { language: 'zh-CN' });
    return performance.now() - start;
  };

  test(`${mutations} archives`, async () => {
    const book = xlsx(sheets);
    let slowest = 0;
    for (let seed = 0; seed < mutations; seed++) slowest = Math.max(slowest, await read(mutate(book, seed)));
    expect(slowest).toBeLessThan(5000);
  });

  test(`${mutations} parts inside a sound archive`, async () => {
    let slowest = 0;
    for (let seed = 0; seed < mutations; seed++) {
      const at = seed % parts.length;
      const mutated = parts.map((part, index) =>
        index === at ? { ...part, data: mutate(Buffer.from(part.data), seed) } : part,
      );
      slowest = Math.max(slowest, await read(zip(mutated)));
    }
    expect(slowest).toBeLessThan(5000);
  });
});
