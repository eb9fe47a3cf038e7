import {
  parentsChat,
  principalAccount,
  staffChat,
  teacherAccount,
  type WeekPupil,
  weekClasses,
  weekGuardians,
  weekPupils,
} from './week-school.js';

// What people do in the week, and what must therefore have appeared in which chat when it is over. Nothing here asks the
// program.

export type WeekStep =
  /** School time moves on, to a moment of the school's wall clock. */
  | { readonly kind: 'to'; readonly at: string }
  | { readonly kind: 'says'; readonly account: string; readonly text: string }
  /** Presses a button of the newest message of the kind in the direct chat. */
  | { readonly kind: 'presses'; readonly account: string; readonly message: string; readonly button: RegExp }
  /** The principal lets the digests of these classes go, one by one. */
  | { readonly kind: 'approves'; readonly classNames: readonly string[] };

const days = ['2026-09-07', '2026-09-08', '2026-09-09', '2026-09-10', '2026-09-11'];

/** What one day's message of a homeroom teacher records. */
interface WeekLine {
  readonly pupil: WeekPupil;
  readonly points: number;
  readonly words: string;
}

function linesOf(classIndex: number, day: number): readonly WeekLine[] {
  const line = (number: number, points: number, words: string): readonly WeekLine[] => {
    const pupil = weekPupils.find((one) => one.classIndex === classIndex && one.number === number);
    return pupil ? [{ pupil, points, words }] : [];
  };
  return [
    ...line(2 * day + 1, 3, '+3 帮扶'),
    ...line(2 * day + 2, -1, '迟到'),
    // One of those with a brother or sister.
    ...line(31 + day, 2, '+2 志愿服务'),
  ];
}

export const weekLines: readonly WeekLine[] = days.flatMap((_, day) =>
  [...weekClasses.keys()].flatMap((classIndex) => linesOf(classIndex, day)),
);

const pointsOf = (pupil: WeekPupil) =>
  weekLines.reduce((sum, line) => (line.pupil === pupil ? sum + line.points : sum), 0);
export const totalOf = (pupil: WeekPupil) => 100 + pointsOf(pupil);

/** The first class answers at once, the second after one reminder, the third after two, the fourth never. */
export const weekSteps: readonly WeekStep[] = [
  ...days.flatMap((on, day): WeekStep[] => [
    { kind: 'to', at: `${on}T10:00` },
    ...[...weekClasses.keys()].map(
      (classIndex): WeekStep => ({
        kind: 'says',
        account: teacherAccount(classIndex),
        text: linesOf(classIndex, day)
          .map(({ pupil, words }) => `${pupil.name} ${words}`)
          .join('\n'),
      }),
    ),
  ]),
  { kind: 'to', at: '2026-09-11T16:01' },
  { kind: 'presses', account: teacherAccount(0), message: 'round.open', button: /原样提交/ },
  { kind: 'to', at: '2026-09-11T18:05' },
  { kind: 'to', at: '2026-09-11T20:01' },
  { kind: 'presses', account: teacherAccount(1), message: 'round.remind', button: /原样提交/ },
  { kind: 'to', at: '2026-09-14T07:41' },
  { kind: 'presses', account: teacherAccount(2), message: 'round.remind', button: /原样提交/ },
  { kind: 'to', at: '2026-09-14T16:31' },
  { kind: 'to', at: '2026-09-16T18:05' },
  { kind: 'approves', classNames: weekClasses.slice(0, 2).map((one) => one.name) },
  { kind: 'to', at: '2026-09-17T10:01' },
  { kind: 'presses', account: principalAccount, message: 'digests.remind', button: /全部批准/ },
  { kind: 'to', at: '2026-09-17T10:10' },
];

/** How many reminders each class's homeroom teacher needs. */
const reminders = [0, 1, 2, 3];
export const answeredClasses = [0, 1, 2];

/** A message that must appear: whose title begins so, in this chat, once. */
export interface WeekPost {
  readonly chat: string;
  readonly title: string;
  readonly contains: readonly string[];
  readonly lacks: readonly string[];
}

const direct = (account: string) => `direct-${account}`;
const post = (chat: string, title: string, contains: readonly string[] = [], lacks: readonly string[] = []) => ({
  chat,
  title,
  contains,
  lacks,
});

/** By chat, in the order in which they must appear there; the staff's chat gets its four in any order. */
export const weekPosts: readonly WeekPost[] = [
  ...weekClasses.flatMap(({ name }, index) => [
    post(direct(teacherAccount(index)), `${name} 第2周登记`),
    ...Array.from({ length: reminders[index] ?? 0 }, () =>
      post(direct(teacherAccount(index)), `${name} 第2周还没有登记`),
    ),
    post(staffChat, `${name} 第2周汇总`),
    post(
      parentsChat(index),
      `${name} 第2周班级周报`,
      [],
      weekPupils.map((pupil) => pupil.name),
    ),
  ]),
  post(direct(principalAccount), '有 8 份周报等您批准'),
  post(direct(principalAccount), '还有 4 份周报没有批准'),
  ...weekGuardians.flatMap((guardian) => notesOf(guardian)),
];

/** Guardians who would get a note if they could be reached. */
export const unreached = weekGuardians.filter((one) => !one.hasAccount && tellable(one).length > 0);
export const promptsOf = new Map<string, number>([
  ...reminders.map((count, index): [string, number] => [teacherAccount(index), count + 1]),
  [principalAccount, 2],
]);

function tellable(guardian: (typeof weekGuardians)[number]): readonly WeekPupil[] {
  if (!guardian.receivesNotes) return [];
  return guardian.children.flatMap((one) => (one.restricted ? [] : [one.pupil]));
}

function notesOf(guardian: (typeof weekGuardians)[number]): WeekPost[] {
  const children = tellable(guardian);
  if (children.length === 0 || !guardian.hasAccount) return [];
  const chinese = guardian.language === 'zh-CN';
  const total = (pupil: WeekPupil) =>
    chinese ? `本月操行分 ${totalOf(pupil)}（` : `Conduct points this month: ${totalOf(pupil)} (`;
  return [
    post(
      direct(guardian.account),
      chinese ? '第2周 孩子在校情况' : 'Week 2 at school',
      children.flatMap((pupil) => [pupil.name, total(pupil)]),
      weekPupils.filter((pupil) => !children.includes(pupil)).map((pupil) => pupil.name),
    ),
  ];
}
