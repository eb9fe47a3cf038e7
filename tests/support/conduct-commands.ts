import fc from 'fast-check';
import { addDays, type LocalDate, mondayOf, monthOf } from '../../src/core/calendar/local-date.js';
import type { ConductRules } from '../../src/core/conduct/ledger.js';
import { ConductModel, weekAgo } from './conduct-model.js';

/** One thing that happens in a school; which pupil, group or entry is meant is found by a number, so that all shrink well. */
export type Happening =
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'record'; readonly lines: readonly RecordedLine[] }
  | { readonly kind: 'reverse'; readonly entry: number; readonly correct: boolean }
  | { readonly kind: 'moveGroup'; readonly pupil: number; readonly group: number }
  | { readonly kind: 'moveClass'; readonly pupil: number; readonly classAt: number; readonly group: number }
  | { readonly kind: 'open'; readonly classAt: number; readonly weeksAgo: number }
  | { readonly kind: 'submit'; readonly round: number; readonly scores: readonly number[] }
  | { readonly kind: 'lock'; readonly round: number }
  | { readonly kind: 'closeMonth'; readonly classAt: number; readonly monthsAgo: number };

export interface RecordedLine {
  readonly of: 'pupil' | 'group';
  readonly subject: number;
  readonly points: number;
  readonly daysAgo: number;
}

const halves = (max: number) => fc.integer({ min: -2 * max, max: 2 * max }).map((half) => half / 2);
const some = fc.nat({ max: 1_000 });

const lineOf = fc.record({
  of: fc.constantFrom('pupil', 'pupil', 'pupil', 'group'),
  subject: some,
  // Far enough that a month reaches the floor of 0 and a week the cap.
  points: fc.oneof(halves(5), halves(20)),
  daysAgo: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 45 })),
});

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('days'), days: fc.integer({ min: 1, max: 9 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('record'), lines: fc.array(lineOf, { minLength: 1, maxLength: 6 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('reverse'), entry: some, correct: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('moveGroup'), pupil: some, group: some }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('moveClass'), pupil: some, classAt: some, group: some }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('open'), classAt: some, weeksAgo: fc.nat({ max: 2 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('submit'),
      round: some,
      scores: fc.array(halves(10), { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('lock'), round: some }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('closeMonth'), classAt: some, monthsAgo: fc.nat({ max: 2 }) }),
  },
);

export const happenings = (maxLength: number) => fc.array(happening, { minLength: 5, maxLength, size: 'max' });

export const rulesOf: fc.Arbitrary<ConductRules> = fc.record({
  base: fc.constantFrom(100, 100, 60.5, 0),
  clampAt: fc.constantFrom(0, 0, null, 40.5),
  line: fc.constantFrom(60, 90.5),
  bands: fc.constantFrom(
    [
      { key: 'excellent', from: 90 },
      { key: 'good', from: 80 },
      { key: 'care', from: 0 },
    ],
    [{ key: 'fair', from: 60 }],
  ),
  memberEffectCap: fc.constantFrom(5, 5, 0.5, 100),
});

/** The first day of every made-up history: a Wednesday, so that the first week is a short one. */
export const firstDay: LocalDate = '2026-09-16';

export const classIds = ['A', 'B'] as const;
export const pupilIds = Array.from({ length: 8 }, (_, at) => `p${at}`);
const groupsByClass: ReadonlyMap<string, readonly string[]> = new Map([
  ['A', ['A1', 'A2']],
  ['B', ['B1', 'B2']],
]);

/** Two classes of four pupils in two groups each, since a month. */
export function newModel(rules: ConductRules): ConductModel {
  const model = new ConductModel(firstDay, rules, groupsByClass);
  const since = addDays(firstDay, -60);
  pupilIds.forEach((pupilId, at) => {
    const classId = at < 4 ? 'A' : 'B';
    model.join(model.classStays, pupilId, classId, since);
    model.join(model.groupStays, pupilId, `${classId}${1 + (at % 2)}`, since);
  });
  return model;
}

/** School days of a model week: Monday to Friday, none before the history begins. */
function weekdaysOf(weekOn: LocalDate): readonly LocalDate[] {
  return [0, 1, 2, 3, 4].map((days) => addDays(weekOn, days)).filter((day) => day >= firstDay);
}

/** What a happening means for the model's present state: ids and days instead of numbers; null = nothing to do. */
export type Resolved =
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'record'; readonly lines: readonly ResolvedLine[] }
  | { readonly kind: 'reverse'; readonly entry: number; readonly correct: boolean }
  | { readonly kind: 'moveGroup'; readonly pupilId: string; readonly groupId: string }
  | { readonly kind: 'moveClass'; readonly pupilId: string; readonly classId: string; readonly groupId: string }
  | { readonly kind: 'open'; readonly classId: string; readonly weekOn: LocalDate }
  | { readonly kind: 'submit'; readonly round: number; readonly scores: ReadonlyMap<string, number> }
  | { readonly kind: 'lock'; readonly round: number }
  | { readonly kind: 'closeMonth'; readonly classId: string; readonly monthOn: LocalDate };

export interface ResolvedLine {
  readonly classId: string;
  readonly kind: 'pupil' | 'group';
  readonly id: string;
  readonly points: number;
  readonly occurredOn: LocalDate;
}

export function resolve(model: ConductModel, happening: Happening): Resolved | null {
  const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;
  switch (happening.kind) {
    case 'days':
      return happening;
    case 'record': {
      const lines = happening.lines.flatMap(({ of, subject, points, daysAgo }): ResolvedLine[] => {
        const occurredOn = addDays(model.today, -daysAgo);
        if (of === 'group') {
          const id = pick([...groupsByClass.values()].flat(), subject);
          return [{ classId: id.slice(0, 1), kind: 'group', id, points, occurredOn }];
        }
        const id = pick(pupilIds, subject);
        const classId = model.classOf(id, occurredOn);
        return classId === null ? [] : [{ classId, kind: 'pupil', id, points, occurredOn }];
      });
      return lines.length > 0 ? { kind: 'record', lines } : null;
    }
    case 'reverse':
      return model.entries.length > 0
        ? { kind: 'reverse', entry: happening.entry % model.entries.length, correct: happening.correct }
        : null;
    case 'moveGroup': {
      const pupilId = pick(pupilIds, happening.pupil);
      const classId = model.classOf(pupilId, model.today) ?? 'A';
      if (!model.canMove(model.groupStays, pupilId)) return null;
      return { kind: 'moveGroup', pupilId, groupId: pick(groupsByClass.get(classId) ?? [], happening.group) };
    }
    case 'moveClass': {
      const pupilId = pick(pupilIds, happening.pupil);
      const classId = pick(classIds, happening.classAt);
      if (!model.canMove(model.classStays, pupilId) || !model.canMove(model.groupStays, pupilId)) return null;
      return { kind: 'moveClass', pupilId, classId, groupId: pick(groupsByClass.get(classId) ?? [], happening.group) };
    }
    case 'open': {
      const weekOn = weekAgo(model.today, happening.weeksAgo);
      const classId = pick(classIds, happening.classAt);
      return weekdaysOf(weekOn).length > 0 ? { kind: 'open', classId, weekOn } : null;
    }
    case 'submit': {
      if (model.rounds.length === 0) return null;
      const round = happening.round % model.rounds.length;
      const groups = groupsByClass.get(model.rounds[round]?.classId ?? '') ?? [];
      const scores = new Map(groups.flatMap((id, at) => [[id, happening.scores[at]]]).filter(hasScore));
      return { kind: 'submit', round, scores };
    }
    case 'lock':
      return model.rounds.length > 0 ? { kind: 'lock', round: happening.round % model.rounds.length } : null;
    case 'closeMonth': {
      let monthOn = monthOf(model.today);
      for (let back = happening.monthsAgo; back > 0; back--) monthOn = monthOf(addDays(monthOn, -1));
      return { kind: 'closeMonth', classId: pick(classIds, happening.classAt), monthOn };
    }
    default:
      return happening satisfies never;
  }
}

function hasScore(pair: readonly (string | number | undefined)[]): pair is [string, number] {
  return pair[1] !== undefined;
}

/** Does it to the model. */
export function happen(model: ConductModel, what: Resolved): void {
  switch (what.kind) {
    case 'days':
      model.today = addDays(model.today, what.days);
      return;
    case 'record':
      for (const { kind, id, classId, points, occurredOn } of what.lines) {
        model.record({ kind, id }, classId, points, occurredOn);
      }
      return;
    case 'reverse': {
      const entry = model.entries[what.entry];
      if (entry) model.reverse(entry, what.correct);
      return;
    }
    case 'moveGroup':
      model.join(model.groupStays, what.pupilId, what.groupId, model.today);
      return;
    case 'moveClass':
      model.join(model.classStays, what.pupilId, what.classId, model.today);
      model.join(model.groupStays, what.pupilId, what.groupId, model.today);
      return;
    case 'open': {
      const days = weekdaysOf(what.weekOn);
      model.open(what.classId, mondayOf(what.weekOn), monthOf(days.at(-1) ?? what.weekOn), days);
      return;
    }
    case 'submit': {
      const round = model.rounds[what.round];
      if (round && round.lockedSeq === null) round.scores = new Map(what.scores);
      return;
    }
    case 'lock': {
      const round = model.rounds[what.round];
      if (round) model.lock(round);
      return;
    }
    case 'closeMonth':
      model.closeMonth(what.classId, what.monthOn);
      return;
    default:
      what satisfies never;
  }
}
