import type { LocalDate } from '../calendar/local-date.js';

/**
 * What a message about the school can be made of. Nothing reaches an audience but as pieces that the gate admitted for
 * it, so every kind of content that touches a pupil has its own name here.
 */
export type Piece =
  /** Dates and announcements. */
  | { readonly kind: 'notice'; readonly text: string }
  /** Duties done, late and missing: counts of work, never suppressed. */
  | { readonly kind: 'duty'; readonly label: string; readonly done: number; readonly due: number }
  /** How many entries of recognition and of support a class had. */
  | { readonly kind: 'classTotals'; readonly className: string; readonly plus: number; readonly minus: number }
  /** A count of pupils with something in common. */
  | { readonly kind: 'pupilCount'; readonly label: string; readonly count: number; readonly of: number }
  | {
      readonly kind: 'groupResult';
      readonly group: GroupName;
      readonly score: number;
      /** Members whose points make the mean. */
      readonly counted: number;
      /** Whether the same pupils were in the group at the last result shown. */
      readonly sameMembers: boolean;
    }
  | { readonly kind: 'groupRank'; readonly group: GroupName; readonly rank: number }
  | { readonly kind: 'groupTitle'; readonly group: GroupName; readonly title: 'bestManaged' | 'mostImproved' }
  | { readonly kind: 'praise'; readonly pupil: NamedPupil; readonly text: string }
  | { readonly kind: 'award'; readonly pupil: NamedPupil; readonly title: string }
  | {
      readonly kind: 'entry';
      readonly pupil: NamedPupil;
      readonly points: number;
      /** The rubric's wording. */
      readonly text: string;
      readonly correction: boolean;
    }
  | { readonly kind: 'total'; readonly pupil: NamedPupil; readonly total: number; readonly change: number | null }
  | { readonly kind: 'pupilRank'; readonly pupil: NamedPupil; readonly rank: number }
  | { readonly kind: 'belowLine'; readonly pupil: NamedPupil; readonly total: number }
  | { readonly kind: 'staffNote'; readonly pupil: NamedPupil; readonly text: string }
  | { readonly kind: 'visit'; readonly pupil: NamedPupil; readonly on: LocalDate }
  | { readonly kind: 'visitContent'; readonly pupil: NamedPupil; readonly text: string }
  | { readonly kind: 'address'; readonly pupil: NamedPupil; readonly text: string }
  | { readonly kind: 'examFigure'; readonly label: string; readonly mean: number; readonly counted: number };

export type PieceKind = Piece['kind'];
export type PieceOf<K extends PieceKind> = Extract<Piece, { kind: K }>;

export interface NamedPupil {
  readonly id: string;
  readonly name: string;
  readonly classId: string;
  /** Consent to be named with praise. */
  readonly praiseConsent: ConsentState;
}

export type ConsentState = 'notAsked' | 'asked' | 'granted' | 'refused' | 'withdrawn';
export const consentStates: readonly ConsentState[] = ['notAsked', 'asked', 'granted', 'refused', 'withdrawn'];

export interface GroupName {
  readonly id: string;
  readonly number: number;
  readonly name: string | null;
}
