import { describe, expect, it } from 'vitest';
import { createQuickEntryReader } from '../../../src/core/conduct/quick-entry/reader.js';
import { maxLineLength } from '../../../src/core/conduct/quick-entry/reading.js';
import { contexts } from './school.js';

/** Against hanging, on the slowest machine that may run this; how fast it is, the benchmarks say. */
const ceilingMs = 1000;

const traps: readonly string[] = [
  '啊',
  '张三',
  '张',
  '张 ',
  'ab ',
  'a.',
  "o'",
  '1',
  '1.',
  '1、',
  '+',
  '-',
  '+1',
  '+1 ',
  '=',
  '迟到',
  '迟',
  'late ',
  '3组',
  '3组2号',
  '和',
  '一',
  '十',
  '半',
  '第',
  '全班',
  '除',
  'Lopez, ',
  'Maria ',
  'zhang ',
  '(',
  '（',
  '备注',
  '备注：',
  '👍',
  '\u200b',
  '\u0301',
  '𬭎',
  '七',
  '七3',
  '同学',
  '周日',
];

describe.each(['homeroom', 'english'] as const)('the reader of %s', (reader) => {
  const read = createQuickEntryReader(contexts[reader]);

  it.each(traps)('is done soon with a line of nothing but "%s"', (trap) => {
    const line = trap.repeat(Math.floor(maxLineLength / trap.length));
    const start = performance.now();
    expect(read(line).lines.length).toBeLessThanOrEqual(maxLineLength);
    expect(performance.now() - start).toBeLessThan(ceilingMs);
  });
});
