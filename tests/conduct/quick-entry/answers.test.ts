import { describe, expect, it } from 'vitest';
import { collectEntries, createQuickEntryReader } from '../../../src/core/conduct/quick-entry/reader.js';
import { type LineReading, maxLineLength, maxLines } from '../../../src/core/conduct/quick-entry/reading.js';
import { resolveQuestion } from '../../../src/core/conduct/quick-entry/settle.js';
import { describeReading } from './describe.js';
import { contexts } from './school.js';

/** What the line comes to after these options were pressed, step by step. */
function pressed(reader: keyof typeof contexts, message: string, ...options: readonly number[]): string[] {
  const [line] = createQuickEntryReader(contexts[reader])(message).lines;
  const steps: LineReading[] = [];
  for (let now = line; now !== undefined && steps.length <= options.length; ) {
    steps.push(now);
    now = resolveQuestion(now, options[steps.length - 1] ?? -1);
  }
  return steps.map(describeReading);
}

describe('a press settles a question', () => {
  it('about a name, and the rest of the line is kept', () => {
    expect(pressed('twins', '张伟、刘洋 迟到 第二节', 1)).toEqual([
      '? who “张伟”: 张伟#1 / 张伟#2',
      '张伟#2 刘洋 | ATT03 -1 | "第二节"',
    ]);
  });

  it('one after the other when several names are open, and the item last', () => {
    expect(pressed('twins', '张伟、李娜 帮扶', 0, 1, 1)).toEqual([
      '? who “张伟”: 张伟#1 / 张伟#2',
      '? who “李娜”: 李娜#3 / 李娜#4',
      '? item “帮扶”: CLS03 +2 / HLP02 +3',
      '张伟#1 李娜#4 | HLP02 +3',
    ]);
  });

  it('about points: the rubric’s or those that were typed', () => {
    expect(pressed('homeroom', '张三 迟到 -2', 0).at(-1)).toBe('张三 | ATT03 -1');
    expect(pressed('homeroom', '张三 迟到 -2', 1).at(-1)).toBe('张三 | ATT03 -2');
    expect(pressed('homeroom', '张三 迟到 +1', 1).at(-1)).toBe('张三 | GEN+ +1 | "迟到"');
  });

  it('about plus or minus', () => {
    expect(pressed('homeroom', '张三 2分', 0).at(-1)).toBe('张三 | GEN+ +2');
    expect(pressed('homeroom', '张三 2分', 1).at(-1)).toBe('张三 | GEN- -2');
  });

  it('about a name that may be a note, or is left out', () => {
    expect(pressed('homeroom', '张三 +1 李四', 0).at(-1)).toBe('张三 李四 | GEN+ +1');
    expect(pressed('homeroom', '张三 +1 李四', 1).at(-1)).toBe('张三 | GEN+ +1 | "李四"');
    expect(pressed('homeroom', '张三、王武 迟到', 0).at(-1)).toBe('张三 王五 | ATT03 -1');
    expect(pressed('homeroom', '张三、王武 迟到', 2).at(-1)).toBe('张三 | ATT03 -1 | "王武"');
    expect(pressed('homeroom', '张三、王武 迟到', 3).at(-1)).toBe('张三 | ATT03 -1');
  });

  it('of a refusal that offers somebody', () => {
    expect(pressed('homeroom', '王武 迟到', 0)).toEqual(['! unknownName “王武”: 王五 / 王明', '王五 | ATT03 -1']);
    expect(pressed('homeroom', '张三 尺到', 0)).toEqual(['! unknownItem “尺到”: ATT03 -1', '张三 | ATT03 -1']);
  });

  it('and what comes out may still be refused', () => {
    expect(pressed('subject', '全班 迟到', 0).at(-1)).toBe('! minusForAll');
    expect(pressed('homeroom', '全班 2分', 1).at(-1)).toBe('! minusForAll');
  });

  it('when the same pupil is chosen twice, once', () => {
    expect(pressed('twins', '张伟、张伟 +1', 0, 0).at(-1)).toBe('张伟#1 | GEN+ +1 | ~');
  });

  it('only with an option that is there', () => {
    const [line] = createQuickEntryReader(contexts.twins)('张伟 +1').lines;
    expect(line && resolveQuestion(line, 7)).toBe(line);
    const [clear] = createQuickEntryReader(contexts.twins)('刘洋 +1').lines;
    expect(clear && resolveQuestion(clear, 0)).toBe(clear);
  });

  it('days later, from what was stored', () => {
    const [line] = createQuickEntryReader(contexts.twins)('张伟 +2 帮扶').lines;
    const stored: LineReading = JSON.parse(JSON.stringify(line));
    expect(describeReading(resolveQuestion(stored, 0))).toBe('张伟#1 | CLS03 +2');
  });
});

describe('a message', () => {
  const read = createQuickEntryReader(contexts.homeroom);

  it('keeps the place and the words of every line', () => {
    const { lines } = read('张三 +1\r\n\n  王武 迟到 \n李四 -1 迟到，王五 病假');
    expect(lines.map((line) => [line.source.line, line.source.text])).toEqual([
      [0, '张三 +1'],
      [2, '王武 迟到'],
      [3, '李四 -1 迟到'],
      [3, '王五 病假'],
    ]);
  });

  it('gives one entry for each target of the lines that are settled, and none for the others', () => {
    expect(collectEntries(read('张三、李四 +1\n王武 迟到\n张三 帮扶').lines)).toEqual(
      ['张三', '李四'].map((pupilId) => ({
        line: 0,
        target: { kind: 'pupil', classId: '七3', pupilId },
        itemId: 'GEN+',
        points: 1,
        as: 'give',
        note: null,
      })),
    );
  });

  it('of nothing has no lines', () => {
    expect(read(' \n\t\n　')).toEqual({ lines: [], unread: null });
  });

  it('of too many lines says from where it was not read', () => {
    const { lines, unread } = read('\n张三 +1'.repeat(maxLines + 3));
    expect(lines).toHaveLength(maxLines);
    expect(unread).toEqual({ fromLine: maxLines + 1, lines: 3 });
  });

  it('with a line that is too long refuses that line alone', () => {
    const readings = read(`张三 +1 ${'很好'.repeat(maxLineLength / 2)}\n李四 +1`).lines.map(describeReading);
    expect(readings).toEqual(['! tooLong', '李四 | GEN+ +1']);
  });
});

describe('what a class may look like', () => {
  const [home] = contexts.homeroom.classes;

  it('a group or room without members gives points to nobody', () => {
    const groups = [{ id: 'empty', number: 9 }];
    const read = createQuickEntryReader({
      ...contexts.homeroom,
      classes: home === undefined ? [] : [{ ...home, groups }],
      dormitories: [{ id: '302', name: '302', pupilIds: [] }],
    });
    expect(read('9组 全员 +1\n302寝室 +1').lines.map(describeReading)).toEqual(['! nobodyThere', '! nobodyThere']);
  });

  it('nine pupils of one surname are too many to ask about', () => {
    const pupils = [...'一二三四五六七八九'].map((given, index) => ({
      id: given,
      name: `王小${given}`,
      aliases: [],
      studentNumber: `7${index}`,
    }));
    const read = createQuickEntryReader({
      ...contexts.homeroom,
      classes: [{ id: 'many', names: ['七5'], groups: [], pupils }],
      defaultClassId: null,
    });
    expect(read('王同学 +1').lines.map(describeReading)).toEqual(['! tooManyMatches “王同学”']);
  });

  it('without pupils or rubric still answers', () => {
    const read = createQuickEntryReader({ ...contexts.homeroom, classes: [], rubric: [], dormitories: [] });
    expect(read('张三 +1\n全班 +1\n迟到').lines.map(describeReading)).toEqual([
      '! unknownName “张三”',
      '! nobodyThere “全班”',
      '! notAnEntry',
    ]);
  });
});
