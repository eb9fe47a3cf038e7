import { describe, expect, it } from 'vitest';
import { looksLikeQuickEntry } from '../../../src/core/conduct/quick-entry/looks-like.js';
import { corpora } from './corpora.js';

describe('in a group', () => {
  it.each([
    '张三 +2 帮扶',
    '张三+2',
    '李四、王五 -1 迟到',
    '李四 迟到',
    '3组 +3 卫生',
    '第2组 全员 +1 早读',
    '张三 加两分',
    '李晓明扣一分',
    'zhangsan late',
    'Emma -1 talking',
    'Maria Lopez +0.5',
    "Sean O'Brien minus 1",
    '张三 ＋２',
    '你好\n张三 -1 迟到',
    '20250312 -1 乱扔垃圾',
    '12号 +1',
  ])('%s looks like points', (text) => {
    expect(looksLikeQuickEntry(text)).toBe(true);
  });

  it.each([
    '',
    '好的',
    '明天 18:30-19:00 开会',
    '2026-09-18 家长会',
    '电话 138-0013-8000',
    '请各位老师 3-5 点到会议室',
    '一共 +86 138 0013 8000',
    '今天第二节课调到第三节',
    'well-known',
    'COVID-19 notice',
    'See you at 3 pm',
    'I was late yesterday because of the bus, sorry everyone',
    '1+1=2',
    '气温 -3度',
    '加油！',
    '减肥',
  ])('%s does not', (text) => {
    expect(looksLikeQuickEntry(text)).toBe(false);
  });

  it('nine in ten lines of the corpus that give points are known by their shape', () => {
    const given = Object.values(corpora)
      .flatMap((corpus) => corpus.flatMap((part) => part.rows))
      .filter(([, reading]) => !reading.startsWith('!') && / [+-]/u.test(reading))
      .map(([message]) => message);
    const known = given.filter(looksLikeQuickEntry);
    expect(known.length / given.length).toBeGreaterThan(0.9);
  });
});
