import type { LocalDate } from '../calendar/local-date.js';
import { type DemoCast, gradeOfClass, type StaffKey, type Temper, teachersOf } from './cast.js';
import type { DemoEdition } from './edition.js';
import type { Random } from './random.js';
import { weightsOf } from './word-list.js';

/** What somebody wrote to the bot. */
export interface DemoMessage {
  readonly on: LocalDate;
  readonly time: string;
  readonly author: StaffKey;
  readonly lines: readonly DemoLine[];
}

export interface DemoLine {
  readonly classIndex: number;
  readonly code: string;
  readonly who: DemoSubject;
  /** Where they differ from the rubric's. */
  readonly points?: number;
  readonly note?: string;
}

export type DemoSubject =
  /** By student number. */
  | { readonly kind: 'pupil'; readonly number: string }
  /** The group's own line. */
  | { readonly kind: 'group'; readonly group: number }
  /** Each of the group. */
  | { readonly kind: 'members'; readonly group: number };

type Weights = readonly (readonly [code: string, weight: number])[];
type Habit = Readonly<Record<'plus' | 'minus', Weights>>;

const habit = (plus: string, minus: string): Habit => ({ plus: weightsOf(plus), minus: weightsOf(minus) });

/** How often each item is what a person writes down. */
const habits = {
  arrival: habit('CLS09 6 HMW05 2 MAN01 2', 'ATT03 6 MAN07 1 HMW03 2'),
  lesson: habit(
    'CLS01 8 CLS02 5 CLS03 6 CLS04 5 HMW01 6 HMW05 2 IMP03 1 HLP02 1',
    'CLS05 6 CLS07 4 HMW03 5 CLS06 1 CLS08 0.3',
  ),
  sports: habit('EXE01 8 CLS04 3 IMP03 1', 'CLS07 2 CLS05 3'),
  evening: habit(
    'MAN05 2 HLP01 3 CLN02 5 CLN06 3 HLP03 1 ATT07 1 MAN08 1 MAN04 1 GEN+ 1',
    'CLN04 3 SAF02 3 MAN02 1 NET01 1 CLN03 2 GEN- 0.4',
  ),
  checker: habit('EXE01 3 MAN01 3 CLN02 2', 'MAN07 3 SAF02 3 CLN04 2 EXE02 2'),
} as const;

/** Of whom something good, or something to work on, is written down. */
const drawnTo: Readonly<Record<'plus' | 'minus', Readonly<Record<Temper, number>>>> = {
  plus: { star: 2.2, steady: 1, lively: 1.2, struggling: 0.6 },
  minus: { star: 0.1, steady: 0.4, lively: 2.2, struggling: 22 },
};

/** How many are missing on a morning. */
const absences = [
  [0, 5],
  [1, 4],
  [2, 1],
] as const;

/** A school day of one class: what its teachers write from the first bell to the end of duty. */
export function classDay(
  cast: DemoCast,
  edition: DemoEdition,
  classIndex: number,
  on: LocalDate,
  day: number,
  random: Random,
): readonly DemoMessage[] {
  const pen = createPen(cast, edition, classIndex, random);
  const homeroom: StaffKey = `homeroom${classIndex}`;
  const [colleague, first, second, sports] = teachersOf(classIndex);
  const minute = (hour: string) => `${hour}:${String(10 + random.int(45))}`;
  const message = (time: string, author: StaffKey | undefined, lines: readonly DemoLine[]): DemoMessage[] =>
    author && lines.length > 0 ? [{ on, time, author, lines }] : [];
  const sometimes = (probability: number, lines: () => readonly DemoLine[]) =>
    random.chance(probability) ? lines() : [];

  const duty = 1 + ((day + classIndex * 3) % 8);
  return [
    ...message('07:58', homeroom, [
      ...pen.lines(habits.arrival, random.int(3), random.int(3)),
      ...pen.absent(random.weighted(absences)),
    ]),
    ...message(minute('09'), first, pen.lines(habits.lesson, 2 + random.int(2), random.int(2))),
    ...message(minute('10'), colleague, [
      ...sometimes(0.65, () => pen.lines(habits.lesson, 2 + random.int(2), random.int(2))),
      ...sometimes(0.2, () => [pen.group('GRP01', 'members', 1 + random.int(8))]),
    ]),
    ...message(
      minute('14'),
      second,
      sometimes(0.65, () => pen.lines(habits.lesson, 1 + random.int(3), random.int(2))),
    ),
    ...message(
      minute('15'),
      sports,
      sometimes(0.3, () => pen.lines(habits.sports, 2, random.int(2))),
    ),
    ...message('17:05', homeroom, [
      ...pen.lines(habits.evening, 1 + random.int(3), random.int(2)),
      pen.group('CLN01', 'members', duty),
      ...sometimes(0.3, () => [pen.group('GRP05', 'group', duty)]),
    ]),
  ];
}

/** What the grade's checker saw in a class at noon; on many days nothing. */
export function checkerRound(
  cast: DemoCast,
  edition: DemoEdition,
  classIndex: number,
  on: LocalDate,
  random: Random,
): readonly DemoMessage[] {
  if (random.chance(0.45)) return [];
  const lines = createPen(cast, edition, classIndex, random).lines(habits.checker, 1, random.int(2));
  return [{ on, time: '12:40', author: `checker${gradeOfClass(classIndex)}`, lines }];
}

/** Draws who and what; nobody twice with the same item on one day. */
function createPen(cast: DemoCast, edition: DemoEdition, classIndex: number, random: Random) {
  const pupils = cast.pupils.filter((pupil) => pupil.classIndex === classIndex);
  const written = new Set<string>();
  const drawn = (sign: 'plus' | 'minus', weights: Weights): DemoLine => {
    const code = random.weighted(weights);
    const free = pupils.filter((pupil) => !written.has(`${pupil.number} ${code}`));
    const number = random.weighted(free.map((pupil) => [pupil.number, drawnTo[sign][pupil.temper]]));
    written.add(`${number} ${code}`);
    const line = { classIndex, code, who: { kind: 'pupil', number } } as const;
    if (code === 'GEN+') return { ...line, points: random.pick([0.5, 1, 2]), note: random.pick(edition.reasons.plus) };
    if (code === 'GEN-') return { ...line, note: random.pick(edition.reasons.minus) };
    const notes = edition.notes[code];
    return notes && random.chance(0.4) ? { ...line, note: random.pick(notes) } : line;
  };
  return {
    lines: ({ plus: good, minus: other }: Habit, plus: number, minus: number): DemoLine[] => [
      ...Array.from({ length: plus }, () => drawn('plus', good)),
      ...Array.from({ length: minus }, () => drawn('minus', other)),
    ],
    group: (code: string, kind: 'group' | 'members', group: number): DemoLine => ({
      classIndex,
      code,
      who: { kind, group },
    }),
    /** Sick or on leave: seen, and worth no points. */
    absent: (count: number): DemoLine[] =>
      random
        .shuffle(pupils)
        .slice(0, count)
        .map((pupil) => {
          const code = random.pick(['OBS01', 'OBS02']);
          const notes = edition.notes[code] ?? [];
          return { classIndex, code, who: { kind: 'pupil', number: pupil.number }, note: random.pick(notes) };
        }),
  };
}
