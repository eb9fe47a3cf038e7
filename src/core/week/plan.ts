import { addDays, instantAt, type LocalDate, mondayOf } from '../calendar/local-date.js';
import { type WeekMoments, weekMoments, whyNoRound } from '../calendar/week-moments.js';
import type { ClassInfo } from '../ports/class-store.js';
import type { Occurrence } from '../ports/occurrence-store.js';
import type { Ports } from '../ports/ports.js';
import { loadSchool, type School, todayIn } from '../school/school.js';
import { notesDueKey } from './notes-moment.js';

/** What recurs in a school's week. The subject is the class, or the school where that is said. */
export const weekKinds = [
  'round.open',
  'round.remind',
  'round.escalate',
  'round.lock',
  /** School: the private notes of every class whose week ends at this moment, so that a guardian gets one message. */
  'notes.send',
  /** School: digests that were composed at the locks of this moment wait for a yes. */
  'digests.ask',
  'digests.remind',
  /** School: proposals that nobody confirmed in time. */
  'proposals.lapse',
  /** School: a year is near whose holidays nobody has confirmed. */
  'year.unconfirmed',
] as const;

export type WeekKind = (typeof weekKinds)[number];

export type PlannedOccurrence = Omit<Occurrence, 'id'> & { readonly kind: WeekKind };

/**
 * The occurrences of a school from the week before the day to two weeks ahead. The past week is planned again because its
 * lock lies in the present one; what is settled stays settled.
 */
export function occurrencesOf(school: School, classes: readonly ClassInfo[], today: LocalDate): PlannedOccurrence[] {
  const thisMonday = mondayOf(today);
  const mondays = [-14, -7, 0, 7, 14].map((days) => addDays(thisMonday, days));
  // Classes of one grade share their weeks: working them out for each class would hold everything up at every look.
  const grades = [...new Set(classes.map((one) => one.gradeId))].map((gradeId) => ({
    gradeId,
    weeks: mondays.map((monday) => gradeWeek(school, gradeId, monday)),
  }));
  return [
    ...grades.flatMap(({ gradeId, weeks }) =>
      classes
        .filter((one) => one.gradeId === gradeId)
        .flatMap((one) => weeks.flatMap((week) => ofClass(school, one.id, week))),
    ),
    ...together(
      school,
      grades.flatMap(({ weeks }) => weeks),
    ),
    ...ofSchool(school, today),
  ];
}

/** A week of all classes of a grade. */
interface GradeWeek {
  readonly monday: LocalDate;
  /** Null: no round. */
  readonly moments: WeekMoments | null;
  /** A short week is opened too, to be written down as skipped: a report can then say why nobody was asked. */
  readonly skippedAt: Date | null;
}

function gradeWeek({ days, settings, zone }: School, gradeId: string, monday: LocalDate): GradeWeek {
  const moments = weekMoments(days, monday, gradeId, settings);
  const lastDay = days.lastSchoolDayOf(monday, gradeId);
  const short = whyNoRound(days, monday, gradeId, settings) === 'shortWeek';
  return { monday, moments, skippedAt: short && lastDay ? instantAt(lastDay, settings.round.opensAt, zone) : null };
}

/** What is one message over several classes is due once for each moment at which any of them is due. */
function together(school: School, weeks: readonly GradeWeek[]): PlannedOccurrence[] {
  const at = (kind: WeekKind, monday: LocalDate, dueAt: Date): [string, PlannedOccurrence] => {
    const dueKey = notesDueKey(monday, dueAt);
    return [`${kind} ${dueKey}`, { schoolId: school.id, kind, subjectId: school.id, dueKey, dueAt }];
  };
  return [
    ...new Map(
      weeks.flatMap(({ monday, moments }) => {
        if (!moments) return [];
        const asked = new Date(moments.locksAt.getTime() + askAfterMs);
        const nextDay = school.days.addSchoolDays(todayIn(school, moments.locksAt), 1);
        return [
          at('notes.send', monday, moments.notesAt),
          at('digests.ask', monday, asked),
          at('digests.remind', monday, instantAt(nextDay, remindApprovalAt, school.zone)),
        ];
      }),
    ).values(),
  ];
}

/** The locks of one moment are handled first, then whoever approves is asked about all of them at once. */
const askAfterMs = 60_000;
const remindApprovalAt = '10:00';

function ofClass({ id: schoolId }: School, classId: string, week: GradeWeek): PlannedOccurrence[] {
  const { monday, moments, skippedAt } = week;
  const at = (kind: WeekKind, dueAt: Date, dueKey: string = monday): PlannedOccurrence => ({
    schoolId,
    kind,
    subjectId: classId,
    dueKey,
    dueAt,
  });
  if (!moments) return skippedAt ? [at('round.open', skippedAt)] : [];
  return [
    at('round.open', moments.roundOpensAt),
    ...moments.remindAt.map((dueAt, index) => at('round.remind', dueAt, `${monday}#${index + 1}`)),
    ...(moments.escalation ? [at('round.escalate', moments.escalation.at)] : []),
    at('round.lock', moments.locksAt),
  ];
}

/** In the early morning, after every zone's clock changes and before anybody is at school. */
const nightly = '03:30';

function ofSchool(school: School, today: LocalDate): PlannedOccurrence[] {
  const days = [0, 1].map((ahead) => addDays(today, ahead));
  const lapses = days.map(
    (on): PlannedOccurrence => ({
      schoolId: school.id,
      kind: 'proposals.lapse',
      subjectId: school.id,
      dueKey: on,
      dueAt: instantAt(on, nightly, school.zone),
    }),
  );
  // Two months are enough for the administrator to find the notice of the next year's holidays.
  const unconfirmed = school.days.unconfirmedYears(today, addDays(today, 60)).map(
    (year): PlannedOccurrence => ({
      schoolId: school.id,
      kind: 'year.unconfirmed',
      subjectId: school.id,
      dueKey: String(year),
      dueAt: instantAt(today, '09:00', school.zone),
    }),
  );
  return [...lapses, ...unconfirmed];
}

/**
 * Writes down what will be due, before each sweep. It costs more than a look only when something it depends on has
 * changed: the day, the settings, the calendar or the classes.
 */
export function createPlanner(ports: Ports): () => Promise<void> {
  const { schools, classes: classStore } = ports.database;
  /** What the last plan was made of. */
  const planned = new Map<string, string>();
  return async () => {
    const now = ports.clock.school();
    for (const record of await schools.list()) {
      const { id, createdAt } = record;
      const today = todayIn(record, now);
      const classes = await classStore.list(id, today);
      const madeOf = JSON.stringify([record, await schools.calendarOf(id), classes, today]);
      if (planned.get(id) === madeOf) continue;
      const school = await loadSchool(ports.database, id);
      const due = occurrencesOf(school, classes, today).filter((one) => one.dueAt >= createdAt);
      await ports.database.transaction(async (stores) => {
        const keys = new Set(due.map((one) => `${one.kind} ${one.subjectId} ${one.dueKey}`));
        for (const kind of weekKinds) {
          const pending = await stores.occurrences.pendingOf(id, kind);
          // What is overdue is not withdrawn: it was planned when it was right.
          const gone = pending.filter((one) => one.dueAt > now && !keys.has(`${kind} ${one.subjectId} ${one.dueKey}`));
          await stores.occurrences.withdraw(gone.map((one) => one.id));
        }
        await stores.occurrences.plan(due.map((one) => ({ ...one, id: ports.ids.next() })));
      });
      planned.set(id, madeOf);
    }
  };
}
