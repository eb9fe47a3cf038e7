import { describe, expect, it } from 'vitest';
import { createQuickEntryReader } from '../../../src/core/conduct/quick-entry/reader.js';
import { describeReading } from './describe.js';
import { contexts } from './school.js';

// Each grammar feature × each name form × each noise. A form that has to be looked at (initials) makes the line inexact.

const forms: readonly (readonly [form: string, reads: string, exact: boolean])[] = [
  ['李晓明', '李晓明', true],
  ['晓明', '李晓明', true],
  ['小明', '李晓明', true],
  ['lixiaoming', '李晓明', true],
  ['li xiao ming', '李晓明', true],
  ['lxm', '李晓明', false],
  ['李xm', '李晓明', false],
  ['4号', '李晓明', true],
  ['学号20250304', '李晓明', true],
  ['20250304', '李晓明', true],
  ['4组1号', '李晓明', true],
  ['七3 李晓明', '李晓明', true],
  ['李晓明同学', '李晓明', true],
  ['李晓明、王五', '李晓明 王五', true],
  ['阿依古丽·买买提', '阿依古丽·买买提', true],
  ['葉國強', '葉國強', true],
  ['3组', '七3/G3', true],
  ['3组 全员', 'each of group 七3/G3 (5)', true],
];

const features: readonly (readonly [line: (who: string) => string, reads: string])[] = [
  [(who) => `${who} +1`, 'GEN+ +1'],
  [(who) => `${who} +2 帮扶`, 'CLS03 +2'],
  [(who) => `${who} 早读`, 'CLS09 +1'],
  [(who) => `${who} 加两分 帮扶`, 'CLS03 +2'],
  [(who) => `${who} 早读 第二节`, 'CLS09 +1 | "第二节"'],
  [(who) => `${who} +0.5 光盘`, 'CLN06 +0.5'],
  [(who) => `${who} CLS09`, 'CLS09 +1'],
  [(who) => `${who} reading +1`, 'CLS09 +1'],
  [(who) => `早读：${who}`, 'CLS09 +1'],
  [(who) => `+1 ${who} 早读`, 'CLS09 +1'],
  [(who) => `给${who} 加1分 早读`, 'CLS09 +1'],
];

const noises: readonly (readonly [name: string, make: (line: string) => string])[] = [
  ['as it is', (line) => line],
  ['spaces around and inside', (line) => `  ${line.replaceAll(' ', '   ')}  `],
  ['ideographic spaces', (line) => line.replaceAll(' ', '　')],
  [
    'full-width figures, letters and signs',
    (line) => line.replace(/[!-~]/gu, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
  ],
  ['a full stop', (line) => `${line}。`],
  ['exclamation', (line) => `${line}！！`],
  ['emoji', (line) => `👍 ${line} 🎉`],
  ['capital letters', (line) => line.toUpperCase()],
  ['a bullet', (line) => `• ${line}`],
  ['zero-width characters', (line) => [...line].join('\u200b')],
  ['a mention', (line) => `@${line}`],
];

describe.each(noises)('with %s', (_, noise) => {
  const read = createQuickEntryReader(contexts.homeroom);

  it.each(forms)('%s is read in every kind of line', (form, reads, exact) => {
    for (const [line, what] of features) {
      const message = noise(line(form));
      const expected = `${reads} | ${what}${exact ? '' : ' | ~'}`;
      expect.soft(read(message).lines.map(describeReading).join(' ;; '), message).toBe(expected);
    }
  });
});
