import { defaultRubric } from '../../../src/core/conduct/default-rubric.js';
import type {
  QuickEntryClass,
  QuickEntryContext,
  QuickEntryPupil,
} from '../../../src/core/conduct/quick-entry/reading.js';
import { mayRecord, type RubricItem } from '../../../src/core/conduct/rubric.js';

// Made-up people, chosen for the trouble that their names make. Ids are what the expected readings show.

const rubric: readonly RubricItem[] = defaultRubric.map((item) => ({ ...item, id: item.code }));

interface Extra {
  readonly aliases?: readonly string[];
  readonly pinyin?: readonly string[];
}

/** Pupils in the order of their class numbers, dealt out to the groups one by one. Two of one name become 张伟#1, 张伟#2. */
function schoolClass(
  id: string,
  names: readonly string[],
  firstStudentNumber: number,
  groups: readonly (string | null)[],
  pupils: readonly (string | readonly [string, Extra])[],
): QuickEntryClass {
  const all = pupils.map((one) => (typeof one === 'string' ? one : one[0]));
  return {
    id,
    names,
    groups: groups.map((name, index) => ({ id: `${id}/G${index + 1}`, number: index + 1, name })),
    pupils: pupils.map((one, index): QuickEntryPupil => {
      const [name, extra] = typeof one === 'string' ? [one, {}] : one;
      const shared = all.filter((other) => other === name).length > 1;
      return {
        id: shared ? `${name}#${index + 1}` : name,
        name,
        aliases: [],
        ...extra,
        studentNumber: String(firstStudentNumber + index),
        classNumber: index + 1,
        groupId: `${id}/G${(index % groups.length) + 1}`,
        memberNumber: Math.floor(index / groups.length) + 1,
      };
    }),
  };
}

const sevenThree = schoolClass(
  '七3',
  ['七3', '初一（3）班'],
  20250301,
  [null, null, null, '雄鹰', null, null],
  [
    '张三',
    '李四',
    '王五',
    ['李晓明', { aliases: ['小明'] }],
    '王明',
    '王明远',
    '高兴',
    '文静',
    '明天',
    '周日',
    '张嘴',
    '欧阳雪',
    '阿依古丽·买买提',
    '吕青',
    '单田',
    ['覃雨', { pinyin: ['tan yu'] }],
    '曾子墨',
    '陈𬭎',
    '李怀厼',
    '赵敏',
    '赵明',
    '林子涵',
    '林梓涵',
    ['孙悦', { aliases: ['悦悦', 'Joy'] }],
    '万俟宁',
    '上官云飞',
    '何平平',
    ['朱迪', { aliases: ['Judy'] }],
    '龙一鸣',
    '葉國強',
  ],
);

const eightOne = schoolClass(
  '八1',
  ['八1', '801'],
  20240151,
  [null, null],
  ['韩梅', '刘洋', ['张三', {}], '高飞', '何平'],
);

const nineTwo = schoolClass(
  '九2',
  ['九2'],
  20230201,
  [null, null, null],
  [
    '张伟',
    '张伟',
    '李娜',
    '李娜',
    '王子涵',
    '陈晨',
    '刘洋',
    '刘阳',
    '陈晨',
    '赵雪',
    '赵学',
    '王子涵',
    ['孙小宝', { aliases: ['宝宝'] }],
    ['钱小宝', { aliases: ['宝宝'] }],
  ],
);

const sevenA = schoolClass(
  '7A',
  ['7A'],
  104501,
  ['Eagles', null, null, null],
  [
    'Maria Garcia',
    'Maria Lopez',
    "Sean O'Brien",
    'Emma Johnson',
    'Liam Johnson',
    'Anne-Marie Dupont',
    'Zoë Müller',
    'José Hernández',
    'Mary Jane Watts',
    'Will Young',
    'Grace Hope',
    'Nguyễn Thị Hoa',
    'Aiden Smith-Jones',
    "D'Angelo Brown",
    'Kelly James',
    'James Kelly',
    'Ava Martinez de la Cruz',
    'Noah Kim',
    'Søren Åberg',
    'Al Green',
    'Alison Green',
    'Chris P. Taylor',
    '李小美 Amy Li',
    'Robert (Bobby) Fields Jr.',
    'Maya O’Connor',
    'Mia Chen',
  ],
);

const sevenB = schoolClass(
  '7B',
  ['7B'],
  104601,
  [null, null],
  ['Oliver Hart', 'Nina Park', 'Maria Gomez', 'Emma Johnson'],
);

type Codes = Parameters<typeof mayRecord>[1];
const homeroom: Codes = new Set(['CT', 'ST']);
const checker: Codes = new Set(['DO', 'GL', 'DW']);

function context(
  over: Partial<QuickEntryContext> & Pick<QuickEntryContext, 'classes'>,
  codes = homeroom,
): QuickEntryContext {
  const recorder = { mayGive: (item: RubricItem) => mayRecord(item, codes), proposesOnly: codes === checker };
  return { rubric, recorder, ...over };
}

/** Who reads a message: each of the corpus's readers. */
export const contexts = {
  /** The homeroom teacher of 七3, who also teaches 八1. */
  homeroom: context({
    classes: [withIds(sevenThree), withIds(eightOne, '八1')],
    defaultClassId: '七3',
    dormitories: [{ id: '301', name: '301', pupilIds: ['张三', '李四', '王五'] }],
  }),
  /** A subject teacher of both classes, with none meant by default. */
  subject: context({ classes: [withIds(sevenThree), withIds(eightOne, '八1')] }, new Set(['ST'])),
  /** A checker in 七3. */
  checker: context({ classes: [withIds(sevenThree)] }, checker),
  /** A class in which nearly everybody shares a name. */
  twins: context({ classes: [withIds(nineTwo)] }),
  /** An English-speaking homeroom teacher of 7A, who also teaches 7B. */
  english: context({ classes: [withIds(sevenA), withIds(sevenB, '7B')], defaultClassId: '7A' }),
  /** A school whose rubric has five items and no general ones. */
  small: context({
    classes: [withIds(sevenThree)],
    rubric: rubric.filter((item) => ['ATT03', 'CLS03', 'HLP02', 'CLN01', 'CLN04'].includes(item.code)),
  }),
} as const;

/** Pupils of a class that is not the own one carry its name: 张三@八1. */
function withIds(one: QuickEntryClass, suffix?: string): QuickEntryClass {
  return suffix === undefined
    ? one
    : { ...one, pupils: one.pupils.map((pupil) => ({ ...pupil, id: `${pupil.id}@${suffix}` })) };
}
