import { addDays, type LocalDate } from '../calendar/local-date.js';
import { rolledInFrom } from '../calendar/rolled-in.js';
import { wordingOf } from '../conduct/entry-line.js';
import { isCorrection, type PointEntry } from '../conduct/ledger.js';
import type { Standing } from '../conduct/standings.js';
import { groupTitles } from '../conduct/titles.js';
import type { Language } from '../language/language.js';
import type { ClassInfo } from '../ports/class-store.js';
import type { Stores } from '../ports/stores.js';
import type { School } from '../school/school.js';
import type { ClassWeekFacts, EntryFact, GroupFact, TotalFact } from './facts.js';
import type { NamedPupil } from './piece.js';

/** What is to be told: of which class and week, and in which language the rubric speaks. */
export interface FactsRequest {
  readonly schoolClass: ClassInfo;
  readonly monday: LocalDate;
  readonly language: Language;
  /** Standings exist once the round is locked; before, totals are those of the ledger as it stands. */
  readonly standings: readonly Standing[];
  /** Running totals where there are no standings yet. */
  readonly totals: ReadonlyMap<string, number>;
}

/** Everything about one class's week, as the ledger stands now. */
export async function loadClassWeek(stores: Stores, school: School, request: FactsRequest): Promise<ClassWeekFacts> {
  const { schoolClass, monday, language, standings, totals } = request;
  const lastDay = school.days.lastSchoolDayOf(monday, schoolClass.gradeId) ?? addDays(monday, 6);
  const from = rolledInFrom(school.days, monday, schoolClass.gradeId, school.settings);
  const entries = await stores.conduct.ofWeeks(school.id, schoolClass.id, from, monday);
  const roster = await stores.classes.roster(school.id, schoolClass.id, lastDay);
  // Somebody who left the class during the week still has the week's entries here.
  const known = new Set(roster.map((pupil) => pupil.id));
  const strays = entries.flatMap(({ subject, occurredOn }) =>
    subject.kind === 'pupil' && !known.has(subject.id) ? [{ id: subject.id, on: occurredOn }] : [],
  );
  const left = strays[0]
    ? await stores.classes.pupilsAt(
        school.id,
        strays.map((one) => one.id),
        strays[0].on,
      )
    : [];
  const everybody = [...roster, ...left];
  const consents = await stores.consents.statesOf(
    school.id,
    everybody.map((pupil) => pupil.id),
    'praise',
  );
  const pupils = new Map(
    everybody.map((pupil): [string, NamedPupil] => [
      pupil.id,
      {
        id: pupil.id,
        name: pupil.name,
        classId: schoolClass.id,
        praiseConsent: consents.get(pupil.id) ?? 'notAsked',
      },
    ]),
  );
  const groups = await stores.classes.groupsOf(school.id, [schoolClass.id], lastDay);
  const items = await stores.rubric.find(school.id, [...new Set(entries.flatMap((one) => one.rubricItemId ?? []))]);
  const wording = new Map(items.map((item) => [item.id, wordingOf(item, language)]));
  return {
    classId: schoolClass.id,
    className: schoolClass.name,
    week: { monday, number: school.days.weekOf(monday, schoolClass.gradeId)?.number ?? null },
    entries: living(entries).map(
      (entry): EntryFact => ({
        pupil: entry.subject.kind === 'pupil' ? (pupils.get(entry.subject.id) ?? null) : null,
        points: entry.points,
        text: wording.get(entry.rubricItemId ?? '') ?? entry.familyText,
        staffNote: entry.staffNote,
        occurredOn: entry.occurredOn,
        correction: isCorrection(entry),
      }),
    ),
    groups: groupFacts(groups, standings),
    totals: totalFacts(pupils, standings, totals, entries),
    notices: [],
  };
}

/**
 * What was taken back within the same week is told to nobody: neither the line nor its reversal. A reversal of an earlier
 * week's line stays, as a correction.
 */
function living(entries: readonly PointEntry[]): readonly PointEntry[] {
  const here = new Set(entries.map((entry) => entry.id));
  const gone = new Set(
    entries.flatMap(({ id, reversesId }) => (reversesId && here.has(reversesId) ? [id, reversesId] : [])),
  );
  return entries.filter((entry) => !gone.has(entry.id));
}

function groupFacts(
  groups: readonly { readonly id: string; readonly number: number; readonly name: string | null }[],
  standings: readonly Standing[],
): GroupFact[] {
  const rows = standings.flatMap((row) => (row.kind === 'group' ? [row] : []));
  const titles = groupTitles(rows);
  return groups.flatMap((group) => {
    const row = rows.find((one) => one.subjectId === group.id);
    if (!row) return [];
    const { id, number, name } = group;
    return [
      {
        group: { id, number, name },
        score: row.week,
        counted: row.members.length,
        sameMembers: row.sameMembers,
        rank: row.rank,
        titles: titles.get(group.id) ?? [],
      },
    ];
  });
}

function totalFacts(
  pupils: ReadonlyMap<string, NamedPupil>,
  standings: readonly Standing[],
  totals: ReadonlyMap<string, number>,
  entries: readonly PointEntry[],
): TotalFact[] {
  const rows = new Map(standings.flatMap((row) => (row.kind === 'pupil' ? [[row.subjectId, row] as const] : [])));
  return [...pupils.values()].flatMap((pupil): TotalFact[] => {
    const row = rows.get(pupil.id);
    if (row) return [{ pupil, total: row.total, change: row.week, rank: row.rank, belowLine: row.belowLine }];
    const total = totals.get(pupil.id);
    if (total === undefined) return [];
    const change = entries.reduce((sum, { subject, points }) => (subject.id === pupil.id ? sum + points : sum), 0);
    return [{ pupil, total, change, rank: null, belowLine: false }];
  });
}
