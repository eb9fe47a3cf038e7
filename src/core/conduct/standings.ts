import { heldOn } from '../access/role.js';
import { addDays, type LocalDate } from '../calendar/local-date.js';
import { bandOf } from '../settings/settings.js';
import { type ConductRules, foldMonth, foldWeeks, type PointEntry } from './ledger.js';

/** A pupil's row: for staff, and each pupil's own for the guardians. */
export interface PupilStanding {
  readonly kind: 'pupil';
  readonly subjectId: string;
  /** Points since the pupil's last standing. */
  readonly week: number;
  /** Running monthly total up to the week's Sunday, as known at the lock. */
  readonly total: number;
  /** Of the total, since the last standing of the same month; in a month's first standing, since its base. */
  readonly change: number;
  /** Competition rank (1, 2, 2, 4) by total, for staff alone. */
  readonly rank: number;
  readonly band: string;
  readonly belowLine: boolean;
}

export interface GroupStanding {
  readonly kind: 'group';
  readonly subjectId: string;
  /** The members' mean, the group's own points and the teacher's score together. */
  readonly week: number;
  /** Conduct mean of the members; null when nobody was in the group on any school day. */
  readonly mean: number | null;
  /** Whose points make the mean, sorted. */
  readonly members: readonly string[];
  /** Whether they are those of the standing before. Two means and one leaver would give away one pupil's points. */
  readonly sameMembers: boolean;
  /** Of the score, since the standing before; null in the first. */
  readonly change: number | null;
  /** Competition rank by score; null without members. */
  readonly rank: number | null;
}

export type Standing = PupilStanding | GroupStanding;

/** Something that held from a day until the day before another. */
interface Dated {
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate | null;
}

/** Everything that a class's standing of one week is made of. */
export interface StandingFacts {
  readonly weekOn: LocalDate;
  readonly monthOn: LocalDate;
  readonly schoolDays: readonly LocalDate[];
  readonly classMembers: readonly (Dated & { readonly pupilId: string })[];
  readonly groups: readonly { readonly id: string; readonly endedOn: LocalDate | null }[];
  readonly groupMembers: readonly (Dated & { readonly pupilId: string; readonly groupId: string })[];
  /** Every line known at the lock, of these pupils and groups, from whatever class it came. */
  readonly entries: readonly PointEntry[];
  /** What the homeroom teacher gave the groups in the round. */
  readonly scores: ReadonlyMap<string, number>;
  /** Pupils who have a standing of this or a later week elsewhere: what they did is counted there. */
  readonly countedElsewhere: ReadonlySet<string>;
  /** Each subject's newest standing before this week. */
  readonly previous: ReadonlyMap<string, PreviousStanding>;
}

export interface PreviousStanding {
  readonly weekOn: LocalDate;
  readonly monthOn: LocalDate;
  readonly week: number;
  readonly total: number | null;
  readonly members: readonly string[];
}

/** The reference for a class's standing. The database has the set-based form of it; a property holds them equal. */
export function standingsOf(facts: StandingFacts, rules: ConductRules): readonly Standing[] {
  return [...pupilStandings(facts, rules), ...groupStandings(facts, rules)];
}

/** Those who are in the class on the week's Sunday: who left during the week has the next standing elsewhere. */
function pupilStandings(facts: StandingFacts, rules: ConductRules): readonly PupilStanding[] {
  const sunday = addDays(facts.weekOn, 6);
  const pupilIds = facts.classMembers
    .filter((member) => heldOn(member, sunday) && !facts.countedElsewhere.has(member.pupilId))
    .map((member) => member.pupilId);
  const totals = foldMonth(facts.entries, pupilIds, rules, { monthOn: facts.monthOn, throughOn: sunday });
  const ranks = competitionRanks([...totals]);
  return [...totals].map(([subjectId, total]) => {
    const previous = facts.previous.get(subjectId);
    const from = previous?.monthOn === facts.monthOn && previous.total !== null ? previous.total : rules.base;
    return {
      kind: 'pupil',
      subjectId,
      week: weekPointsOf(facts, subjectId),
      total,
      change: total - from,
      rank: ranks.get(subjectId) ?? 1,
      band: bandOf(total, rules.bands),
      belowLine: total < rules.line,
    };
  });
}

/**
 * A group's mean weighs each member by the school days in the group that week, and takes the points of one member as at
 * most the cap either way (SYSTEMS C2): nobody sinks or carries the others alone.
 */
function groupStandings(facts: StandingFacts, rules: ConductRules): readonly GroupStanding[] {
  const sunday = addDays(facts.weekOn, 6);
  const cap = rules.memberEffectCap;
  const rows = facts.groups
    .filter((group) => group.endedOn === null || group.endedOn > sunday)
    .map((group) => {
      const weights = new Map<string, number>();
      for (const { pupilId } of facts.groupMembers.filter((member) => member.groupId === group.id)) {
        const days = facts.schoolDays.filter(
          (day) =>
            facts.classMembers.some((member) => member.pupilId === pupilId && heldOn(member, day)) &&
            facts.groupMembers.some(
              (member) => member.pupilId === pupilId && member.groupId === group.id && heldOn(member, day),
            ),
        ).length;
        if (days > 0) weights.set(pupilId, days);
      }
      const members = [...weights.keys()].sort();
      const weight = [...weights.values()].reduce((sum, days) => sum + days, 0);
      const points = [...weights].reduce(
        (sum, [pupilId, days]) => sum + days * Math.min(cap, Math.max(-cap, weekPointsOf(facts, pupilId))),
        0,
      );
      const previous = facts.previous.get(group.id);
      const own = foldWeeks(
        facts.entries,
        { kind: 'group', id: group.id },
        { after: previous?.weekOn ?? null, through: facts.weekOn },
      );
      const given = own + (facts.scores.get(group.id) ?? 0);
      const week = weight === 0 ? given : roundedRatio(points + given * weight, weight);
      return {
        kind: 'group' as const,
        subjectId: group.id,
        week,
        mean: weight === 0 ? null : roundedRatio(points, weight),
        members,
        sameMembers: previous === undefined || String(previous.members) === String(members),
        change: previous ? round2(week - previous.week) : null,
      };
    });
  const ranks = competitionRanks(rows.filter((row) => row.members.length > 0).map((row) => [row.subjectId, row.week]));
  return rows.map((row) => ({ ...row, rank: ranks.get(row.subjectId) ?? null }));
}

function weekPointsOf(facts: StandingFacts, pupilId: string): number {
  const after = facts.previous.get(pupilId)?.weekOn ?? null;
  return foldWeeks(facts.entries, { kind: 'pupil', id: pupilId }, { after, through: facts.weekOn });
}

/** 1, 2, 2, 4: who has more stands before, equals share the better place. */
export function competitionRanks(values: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const sorted = values.map(([, value]) => value).sort((a, b) => b - a);
  const place = new Map<number, number>();
  sorted.forEach((value, index) => {
    if (!place.has(value)) place.set(value, index + 1);
  });
  return new Map(values.map(([id, value]) => [id, place.get(value) ?? 1]));
}

/**
 * The one place where a figure is rounded: a mean, to two decimals, halves away from zero, as `round(numeric, 2)` does in the
 * database. Both sides are halves at the finest, so doubling makes them whole and the quotient is decided without an error
 * of binary fractions.
 */
export function roundedRatio(numerator: number, denominator: number): number {
  const top = Math.abs(numerator) * 2;
  const bottom = Math.abs(denominator) * 2;
  const hundredths = Math.floor((200 * top + bottom) / (2 * bottom));
  return hundredths === 0 ? 0 : (Math.sign(numerator) * Math.sign(denominator) * hundredths) / 100;
}

/** The nearest number of two decimals to a sum or difference of such numbers. */
function round2(value: number): number {
  return Math.round(value * 100) / 100 || 0;
}
