import type { LocalDate } from '../calendar/local-date.js';
import type { GroupName, NamedPupil, Piece } from './piece.js';

/** Everything a class's week can be told from; per class, so bounded. */
export interface ClassWeekFacts {
  readonly classId: string;
  readonly className: string;
  readonly week: { readonly monday: LocalDate; readonly number: number | null };
  readonly entries: readonly EntryFact[];
  readonly groups: readonly GroupFact[];
  readonly totals: readonly TotalFact[];
  readonly notices: readonly string[];
}

export interface EntryFact {
  /** A pupil's entry, or null for a group's own. */
  readonly pupil: NamedPupil | null;
  readonly points: number;
  /** The rubric's wording in the reader's language. */
  readonly text: string;
  readonly staffNote: string | null;
  readonly occurredOn: LocalDate;
  readonly correction: boolean;
}

export interface GroupFact {
  readonly group: GroupName;
  readonly score: number;
  readonly counted: number;
  readonly sameMembers: boolean;
  readonly rank: number | null;
  readonly titles: readonly ('bestManaged' | 'mostImproved')[];
}

export interface TotalFact {
  readonly pupil: NamedPupil;
  readonly total: number;
  readonly change: number | null;
  readonly rank: number | null;
  readonly belowLine: boolean;
}

/** The week cut into pieces, everything there is; the gate decides who may see which. */
export function piecesOf(facts: ClassWeekFacts): Piece[] {
  const own = facts.entries.flatMap((entry) => (entry.pupil ? [{ ...entry, pupil: entry.pupil }] : []));
  return [
    {
      kind: 'classTotals',
      className: facts.className,
      plus: facts.entries.filter((entry) => entry.points > 0).length,
      minus: facts.entries.filter((entry) => entry.points < 0).length,
    },
    ...facts.groups.flatMap((fact): Piece[] => [
      ...fact.titles.map((title): Piece => ({ kind: 'groupTitle', group: fact.group, title })),
      {
        kind: 'groupResult',
        group: fact.group,
        score: fact.score,
        counted: fact.counted,
        sameMembers: fact.sameMembers,
      },
      ...(fact.rank === null ? [] : [{ kind: 'groupRank', group: fact.group, rank: fact.rank } as const]),
    ]),
    ...own.flatMap(({ pupil, points, text, correction, staffNote }): Piece[] => [
      ...(points > 0 && !correction ? [{ kind: 'praise', pupil, text } as const] : []),
      { kind: 'entry', pupil, points, text, correction },
      ...(staffNote ? [{ kind: 'staffNote', pupil, text: staffNote } as const] : []),
    ]),
    ...facts.totals.flatMap(({ pupil, total, change, rank, belowLine }): Piece[] => [
      { kind: 'total', pupil, total, change },
      ...(rank === null ? [] : [{ kind: 'pupilRank', pupil, rank } as const]),
      ...(belowLine ? [{ kind: 'belowLine', pupil, total } as const] : []),
    ]),
    ...facts.notices.map((text): Piece => ({ kind: 'notice', text })),
  ];
}
