import { may } from '../access/may.js';
import { type LocalDate, monthOf } from '../calendar/local-date.js';
import { weekMoments, whyNoRound } from '../calendar/week-moments.js';
import { Refusal } from '../errors.js';
import type { Ports } from '../ports/ports.js';
import type { GroupScore, Round } from '../ports/round-store.js';
import type { Stores } from '../ports/stores.js';
import { type School, todayIn } from '../school/school.js';
import { closeFinishedMonths } from './months.js';

/** Steps of 0.5 keep sums exact; the range is wider than any school's own scale. */
const scoreRange = { min: -100, max: 100, step: 0.5 } as const;

/** Classes that lock in one transaction: recording in the school waits for it, so it has to stay short. */
const classesAtOnce = 100;

/**
 * Opens a class's week, or writes down why a short week has none. Opening twice gives the round that is there. Null for a week
 * without school, and for one that lies behind a lock: what it could count is counted.
 */
export async function openRound(
  ports: Ports,
  input: { readonly school: School; readonly classId: string; readonly weekOn: LocalDate },
): Promise<Round | null> {
  const { school, classId, weekOn } = input;
  const [found] = await ports.database.classes.find(school.id, [classId]);
  if (!found) return null;
  const { gradeId } = found;
  const why = whyNoRound(school.days, weekOn, gradeId, school.settings);
  const week = school.days.weekOf(weekOn, gradeId);
  const lastDay = week?.schoolDays.at(-1);
  if (why === 'noSchool' || !week || !lastDay) return null;
  const moments = weekMoments(school.days, weekOn, gradeId, school.settings);
  return ports.database.transaction(async (stores) => {
    await stores.conduct.hold(school.id, 'writer');
    const known = await stores.rounds.ofClass(school.id, classId, week.monday);
    const lockedThrough = await stores.rounds.lockedThrough(school.id, classId, null);
    if (known || (lockedThrough !== null && week.monday <= lockedThrough)) return known;
    return stores.rounds.open({
      id: ports.ids.next(),
      schoolId: school.id,
      classId,
      weekOn: week.monday,
      monthOn: monthOf(lastDay),
      schoolDays: week.schoolDays,
      state: moments ? 'open' : 'skipped',
      skipReason: moments ? null : why,
      openedAt: ports.clock.school(),
      locksAt: moments?.locksAt ?? null,
    });
  });
}

export interface RoundInput {
  readonly school: School;
  readonly personId: string;
  readonly roundId: string;
  readonly scores: readonly GroupScore[];
  readonly remark: string | null;
}

/** The homeroom teacher's answer; until the lock it may be given again, and the last one counts. */
export async function submitRound(ports: Ports, input: RoundInput): Promise<Round> {
  const { school, personId, roundId, scores, remark } = input;
  const now = ports.clock.school();
  return ports.database.transaction(async (stores) => {
    await stores.conduct.hold(school.id, 'writer');
    const round = await stores.rounds.find(school.id, roundId);
    if (!round) throw new Refusal('round.gone');
    const today = todayIn(school, now);
    const [found] = await stores.classes.find(school.id, [round.classId]);
    const roles = await stores.people.rolesAt(school.id, personId, today);
    if (!found || !may(roles, 'decide', { ...found, classId: found.id, groupId: null }, today)) {
      throw new Refusal('round.notYours');
    }
    await refuseBadScores(stores, school.id, round.classId, scores, today);
    if (!(await stores.rounds.submit(school.id, roundId, { scores, remark, submittedById: personId, now }))) {
      throw new Refusal('round.locked');
    }
    await auditRounds(ports, stores, 'round.submit', personId, [round]);
    return { ...round, state: 'submitted', remark, submittedById: personId, submittedAt: now };
  });
}

export interface Locked {
  /** Oldest week first. Those that were locked before are not among them. */
  readonly rounds: readonly Round[];
  readonly months: readonly { readonly classId: string; readonly monthOn: LocalDate }[];
}

/**
 * Locks rounds, answered or not, computes their standings and closes the months that end with them. A class locks in order:
 * an earlier week still open is locked first, because everything up to the newest lock counts as closed. Locking twice
 * changes nothing.
 */
export async function lockRounds(
  ports: Ports,
  input: { readonly school: School; readonly roundIds: readonly string[] },
): Promise<Locked> {
  const { school, roundIds } = input;
  const rounds: Round[] = [];
  const months: Locked['months'][number][] = [];
  for (let from = 0; from < roundIds.length; from += classesAtOnce) {
    const locked = await lockTogether(ports, school, roundIds.slice(from, from + classesAtOnce));
    rounds.push(...locked.rounds);
    months.push(...locked.months);
  }
  return { rounds, months };
}

/** Locks whatever is due, so that an occurrence that was missed loses nothing. */
export async function lockDueRounds(ports: Ports, school: School): Promise<Locked> {
  const roundIds = await ports.database.rounds.dueToLock(school.id, ports.clock.school());
  return lockRounds(ports, { school, roundIds });
}

async function lockTogether(ports: Ports, school: School, roundIds: readonly string[]): Promise<Locked> {
  const now = ports.clock.school();
  return ports.database.transaction(async (stores) => {
    await stores.conduct.hold(school.id, 'closer');
    const rounds = await stores.rounds.unlockedUpTo(school.id, roundIds);
    if (rounds.length === 0) return { rounds: [], months: [] };
    const seq = await stores.conduct.seal();
    for (const weekOn of new Set(rounds.map((round) => round.weekOn))) {
      const ids = rounds.filter((round) => round.weekOn === weekOn).map((round) => round.id);
      await stores.standings.writeWeek(school.id, ids, school.settings);
      await stores.rounds.lock(school.id, ids, { now, seq });
    }
    await auditRounds(ports, stores, 'round.lock', null, rounds);
    const newest = new Map(rounds.map((round) => [round.classId, round.weekOn]));
    const months = await closeFinishedMonths(ports, stores, school, newest, seq);
    return {
      rounds: rounds.map((round) => ({ ...round, state: 'locked', lockedAt: now, lockedSeq: seq })),
      months,
    };
  });
}

async function refuseBadScores(
  stores: Stores,
  schoolId: string,
  classId: string,
  scores: readonly GroupScore[],
  today: LocalDate,
): Promise<void> {
  const groups = new Set((await stores.classes.groupsOf(schoolId, [classId], today)).map((group) => group.id));
  if (scores.some(({ groupId }) => !groups.has(groupId))) throw new Refusal('round.otherGroup');
  if (new Set(scores.map(({ groupId }) => groupId)).size < scores.length) throw new Refusal('round.twice');
  const { min, max, step } = scoreRange;
  const fits = (score: number) => score >= min && score <= max && Number.isInteger(score / step);
  if (scores.some(({ score }) => score !== null && !fits(score))) throw new Refusal('round.score', { min, max });
}

async function auditRounds(
  ports: Ports,
  stores: Stores,
  action: 'round.submit' | 'round.lock',
  actorId: string | null,
  rounds: readonly Round[],
): Promise<void> {
  const at = ports.clock.school();
  await stores.audit.add(
    rounds.map(({ schoolId, id }) => ({
      id: ports.ids.next(),
      schoolId,
      actorId,
      action,
      subjectKind: 'round',
      subjectId: id,
      at,
    })),
  );
}
