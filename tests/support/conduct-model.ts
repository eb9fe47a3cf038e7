import { heldOn } from '../../src/core/access/role.js';
import { addDays, type LocalDate, mondayOf, monthOf, nextMonthOf } from '../../src/core/calendar/local-date.js';
import {
  type ConductRules,
  foldMonth,
  type NewEntry,
  type PointEntry,
  reversalOf,
  type Subject,
} from '../../src/core/conduct/ledger.js';
import { isOpen, type Marks, naturalPeriod, periodOf } from '../../src/core/conduct/period.js';
import { type PreviousStanding, type Standing, standingsOf } from '../../src/core/conduct/standings.js';

/** A dated row of a model school. */
interface Stay {
  readonly pupilId: string;
  readonly inId: string;
  readonly fromOn: LocalDate;
  toOn: LocalDate | null;
}

export interface ModelRound {
  readonly classId: string;
  readonly weekOn: LocalDate;
  readonly monthOn: LocalDate;
  readonly schoolDays: readonly LocalDate[];
  scores: Map<string, number>;
  lockedSeq: number | null;
  standings: readonly Standing[];
}

export interface ModelMonth {
  readonly classId: string;
  readonly monthOn: LocalDate;
  readonly totals: ReadonlyMap<string, number>;
}

/**
 * The use cases of conduct on lists in memory, written with the reference functions of core alone: what the database is
 * compared with, and what the laws are tried on by the thousand.
 */
export class ConductModel {
  readonly entries: PointEntry[] = [];
  readonly rounds: ModelRound[] = [];
  readonly months: ModelMonth[] = [];
  readonly classStays: Stay[] = [];
  readonly groupStays: Stay[] = [];
  today: LocalDate;
  readonly rules: ConductRules;
  /** Ids of the groups, by class. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  #seq = 0;

  constructor(start: LocalDate, rules: ConductRules, groups: ReadonlyMap<string, readonly string[]>) {
    this.today = start;
    this.rules = rules;
    this.groups = groups;
  }

  classOf(pupilId: string, on: LocalDate): string | null {
    return this.classStays.find((stay) => stay.pupilId === pupilId && heldOn(stay, on))?.inId ?? null;
  }

  join(stays: Stay[], pupilId: string, inId: string, fromOn: LocalDate): void {
    const last = stays.findLast((stay) => stay.pupilId === pupilId);
    if (last) last.toOn ??= fromOn;
    stays.push({ pupilId, inId, fromOn, toOn: null });
  }

  /** False when the pupil has moved today already: a membership holds for a day at least. */
  canMove(stays: readonly Stay[], pupilId: string): boolean {
    const last = stays.findLast((stay) => stay.pupilId === pupilId);
    return last !== undefined && last.fromOn < this.today;
  }

  marksOf(classId: string, subject: Subject): Marks {
    const locked = this.rounds.filter((round) => round.lockedSeq !== null);
    return {
      lockedThrough: newest(
        locked
          .filter((round) => round.classId === classId || standingIn(round, subject) !== undefined)
          .map((round) => round.weekOn),
      ),
      closedThrough: newest(
        this.months
          .filter((month) => month.classId === classId || (subject.kind === 'pupil' && month.totals.has(subject.id)))
          .map((month) => month.monthOn),
      ),
    };
  }

  record(subject: Subject, classId: string, points: number, occurredOn: LocalDate): PointEntry {
    const period = periodOf(naturalPeriod(occurredOn), this.marksOf(classId, subject), this.today);
    return this.#add({ ...blank, ...period, subject, classId, points, occurredOn, id: `e${this.entries.length}` });
  }

  /** False when it was taken back before, or a lock has closed it and no correction is wanted. */
  reverse(entry: PointEntry, correct: boolean): boolean {
    if (entry.reversesId !== null || this.entries.some((one) => one.reversesId === entry.id)) return false;
    const marks = this.marksOf(entry.classId, entry.subject);
    if (!correct && !isOpen(entry, marks)) return false;
    const { recordedAt, recordedById, sourceKey, sourceLine } = blank;
    const id = `e${this.entries.length}`;
    const period = periodOf(entry, marks, this.today);
    this.#add(reversalOf(entry, { id, recordedAt, recordedById, sourceKey, sourceLine, ...period }));
    return true;
  }

  /** Null behind a lock. */
  open(classId: string, weekOn: LocalDate, monthOn: LocalDate, schoolDays: readonly LocalDate[]): ModelRound | null {
    const own = this.rounds.filter((round) => round.classId === classId);
    const known = own.find((round) => round.weekOn === weekOn);
    if (known) return known;
    if (own.some((round) => round.lockedSeq !== null && round.weekOn > weekOn)) return null;
    const round = { classId, weekOn, monthOn, schoolDays, scores: new Map(), lockedSeq: null, standings: [] };
    this.rounds.push(round);
    return round;
  }

  lock(named: ModelRound): void {
    if (named.lockedSeq !== null) return;
    const due = this.rounds
      .filter((one) => one.classId === named.classId && one.lockedSeq === null && one.weekOn <= named.weekOn)
      .sort((a, b) => (a.weekOn < b.weekOn ? -1 : 1));
    const seq = ++this.#seq;
    for (const round of due) {
      round.standings = this.standingsOf(round);
      round.lockedSeq = seq;
    }
    this.#closeBefore(named.classId, monthOf(addDays(named.weekOn, 7)));
  }

  /** False while the month runs or has a week that is not locked. */
  closeMonth(classId: string, monthOn: LocalDate): boolean {
    const after = nextMonthOf(monthOn);
    const open = this.rounds.some(
      (round) => round.classId === classId && round.lockedSeq === null && round.weekOn < after,
    );
    if (this.today < after || open) return false;
    this.#closeBefore(classId, after);
    return true;
  }

  standingsOf(round: ModelRound): readonly Standing[] {
    const { classId, weekOn, monthOn, schoolDays, scores } = round;
    const toMember = ({ inId: _, ...stay }: Stay) => stay;
    return standingsOf(
      {
        weekOn,
        monthOn,
        schoolDays,
        classMembers: this.classStays.filter((stay) => stay.inId === classId).map(toMember),
        groups: (this.groups.get(classId) ?? []).map((id) => ({ id, endedOn: null })),
        groupMembers: this.groupStays.map(({ inId, ...stay }) => ({ ...stay, groupId: inId })),
        entries: this.entries,
        scores,
        countedElsewhere: new Set(
          this.rounds
            .filter((one) => one.weekOn >= weekOn)
            .flatMap((one) => one.standings.map((standing) => standing.subjectId)),
        ),
        previous: this.#previousTo(weekOn),
      },
      this.rules,
    );
  }

  #closeBefore(classId: string, before: LocalDate): void {
    const closed = newest(this.months.filter((one) => one.classId === classId).map((one) => one.monthOn));
    const known = [
      ...this.rounds.filter((one) => one.classId === classId).map((one) => one.monthOn),
      ...this.entries.filter((one) => one.classId === classId).map((one) => one.monthOn),
    ].sort();
    let monthOn = closed === null ? known[0] : nextMonthOf(closed);
    for (; monthOn !== undefined && monthOn < before; monthOn = nextMonthOf(monthOn)) {
      const last = addDays(nextMonthOf(monthOn), -1);
      const members = this.classStays.filter((stay) => stay.inId === classId && heldOn(stay, last));
      const ids = members.map((stay) => stay.pupilId);
      const totals = foldMonth(this.entries, ids, this.rules, { monthOn, throughOn: last });
      this.months.push({ classId, monthOn, totals });
    }
  }

  #previousTo(weekOn: LocalDate): ReadonlyMap<string, PreviousStanding> {
    const before = this.rounds
      .filter((round) => round.lockedSeq !== null && round.weekOn < weekOn)
      .sort((a, b) => (a.weekOn < b.weekOn ? -1 : 1));
    const previous = new Map<string, PreviousStanding>();
    for (const round of before) {
      for (const standing of round.standings) {
        const { week } = standing;
        const total = standing.kind === 'pupil' ? standing.total : standing.mean;
        const members = standing.kind === 'group' ? standing.members : [];
        previous.set(standing.subjectId, { weekOn: round.weekOn, monthOn: round.monthOn, week, total, members });
      }
    }
    return previous;
  }

  #add(entry: NewEntry): PointEntry {
    const written = { ...entry, seq: ++this.#seq };
    this.entries.push(written);
    return written;
  }
}

export function standingIn(round: ModelRound, subject: Subject): Standing | undefined {
  return round.standings.find((one) => one.kind === subject.kind && one.subjectId === subject.id);
}

export function weekAgo(on: LocalDate, weeks: number): LocalDate {
  return addDays(mondayOf(on), -7 * weeks);
}

function newest(days: readonly LocalDate[]): LocalDate | null {
  return days.reduce<LocalDate | null>((best, day) => (best === null || day > best ? day : best), null);
}

const blank = {
  schoolId: 's',
  rubricItemId: null,
  itemCode: 'GEN',
  familyText: '',
  staffNote: null,
  recordedAt: new Date(0),
  recordedById: null,
  sourceKey: '',
  sourceLine: 0,
  reversesId: null,
} as const;
