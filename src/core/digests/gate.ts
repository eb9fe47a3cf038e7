import type { Piece, PieceKind, PieceOf } from './piece.js';
import { thresholds } from './thresholds.js';

/** Who a message is for. */
export type Audience =
  | { readonly kind: 'staffMember'; readonly covers: (classId: string) => boolean }
  | { readonly kind: 'staffChannel' }
  | { readonly kind: 'classParents'; readonly classId: string }
  /** One guardian: the children whose link allows notes; a restricted child is not among them. */
  | { readonly kind: 'guardian'; readonly pupilIds: readonly string[] }
  | { readonly kind: 'classBoard'; readonly classId: string }
  | { readonly kind: 'community' };

export type AudienceKind = Audience['kind'];
export type AudienceOf<A extends AudienceKind> = Extract<Audience, { kind: A }>;
export const audienceKinds: readonly AudienceKind[] = [
  'staffMember',
  'staffChannel',
  'classParents',
  'guardian',
  'classBoard',
  'community',
];

/** Why a piece may not be shown; `why` says it in words. */
export type RefusalReason =
  | 'neverForThisAudience'
  | 'outsideScope'
  | 'anotherClass'
  | 'anotherChild'
  | 'noConsent'
  | 'tooFew'
  | 'membersChanged'
  | 'complementTooFew';

/**
 * The kinds that may reach an audience at all. A composer takes `Admitted<'classParents'>` and cannot even name a
 * total; widening a line here is a decision about people, not a refactoring.
 */
interface Allowed {
  staffMember: Exclude<PieceKind, 'address'>;
  staffChannel:
    | 'notice'
    | 'duty'
    | 'classTotals'
    | 'pupilCount'
    | 'groupResult'
    | 'groupRank'
    | 'groupTitle'
    | 'praise'
    | 'award';
  classParents: 'notice' | 'classTotals' | 'groupResult' | 'groupTitle' | 'praise' | 'award';
  guardian: 'notice' | 'entry' | 'total' | 'award' | 'praise' | 'visit';
  classBoard: 'notice' | 'groupTitle' | 'award';
  community: 'notice' | 'duty' | 'pupilCount';
}

declare const passed: unique symbol;
/** A piece that went through the gate for this audience; there is no other way to get one. */
export type Admitted<A extends AudienceKind> = PieceOf<Allowed[A]> & { readonly [passed]: A };

type Rule<A extends AudienceKind, K extends PieceKind> = (
  piece: PieceOf<K>,
  audience: AudienceOf<A>,
) => RefusalReason | null;

type Rules = {
  readonly [A in AudienceKind]: { readonly [K in PieceKind]: K extends Allowed[A] ? Rule<A, K> : 'never' };
};

const free = () => null;
const inScope = (piece: { pupil: { classId: string } }, audience: AudienceOf<'staffMember'>) =>
  audience.covers(piece.pupil.classId) ? null : 'outsideScope';
const withConsent = (piece: { pupil: { praiseConsent: string } }) =>
  piece.pupil.praiseConsent === 'granted' ? null : 'noConsent';
const ofThisClass = (piece: PieceOf<'praise' | 'award'>, audience: { classId: string }) =>
  piece.pupil.classId === audience.classId ? withConsent(piece) : 'anotherClass';
const ownChild = (piece: { pupil: { id: string } }, audience: AudienceOf<'guardian'>) =>
  audience.pupilIds.includes(piece.pupil.id) ? null : 'anotherChild';
const enoughMembers = (piece: PieceOf<'groupResult'>) => {
  if (piece.counted < thresholds.groupMean) return 'tooFew';
  return piece.sameMembers ? null : 'membersChanged';
};
const enoughPupils = (piece: PieceOf<'pupilCount'>) => {
  if (piece.count < thresholds.pupilCount) return 'tooFew';
  return piece.of - piece.count < thresholds.pupilCount ? 'complementTooFew' : null;
};

const nothing = {
  notice: 'never',
  duty: 'never',
  classTotals: 'never',
  pupilCount: 'never',
  groupResult: 'never',
  groupRank: 'never',
  groupTitle: 'never',
  praise: 'never',
  award: 'never',
  entry: 'never',
  total: 'never',
  pupilRank: 'never',
  belowLine: 'never',
  staffNote: 'never',
  visit: 'never',
  visitContent: 'never',
  address: 'never',
  examFigure: 'never',
} as const;

const rules: Rules = {
  staffMember: {
    ...nothing,
    notice: free,
    duty: free,
    classTotals: free,
    pupilCount: free,
    groupResult: free,
    groupRank: free,
    groupTitle: free,
    praise: inScope,
    award: inScope,
    entry: inScope,
    total: inScope,
    pupilRank: inScope,
    belowLine: inScope,
    staffNote: inScope,
    visit: inScope,
    visitContent: inScope,
    examFigure: (piece) => (piece.counted < thresholds.examFigure ? 'tooFew' : null),
  },
  staffChannel: {
    ...nothing,
    notice: free,
    duty: free,
    classTotals: free,
    pupilCount: free,
    groupResult: free,
    groupRank: free,
    groupTitle: free,
    praise: free,
    award: free,
  },
  classParents: {
    ...nothing,
    notice: free,
    classTotals: free,
    groupResult: enoughMembers,
    groupTitle: free,
    praise: ofThisClass,
    award: ofThisClass,
  },
  guardian: {
    ...nothing,
    notice: free,
    entry: ownChild,
    total: ownChild,
    award: ownChild,
    praise: ownChild,
    visit: ownChild,
  },
  classBoard: { ...nothing, notice: free, groupTitle: free, award: ofThisClass },
  community: { ...nothing, notice: free, duty: free, pupilCount: enoughPupils },
};

export type Admission<A extends AudienceKind> =
  | { readonly admitted: Admitted<A> }
  | { readonly refused: RefusalReason; readonly piece: Piece };

/** Whether the piece may be shown to the audience; the one place where that is decided. */
export function admit<A extends AudienceKind>(audience: AudienceOf<A>, piece: Piece): Admission<A> {
  // The table's own type ties each rule to its piece and audience; indexing by two unions is what TypeScript cannot follow.
  const rule = rules[audience.kind][piece.kind] as
    | 'never'
    | ((piece: Piece, audience: Audience) => RefusalReason | null);
  const reason = rule === 'never' ? 'neverForThisAudience' : rule(piece, audience);
  return reason ? { refused: reason, piece } : { admitted: piece as unknown as Admitted<A> };
}

/** The pieces that may be shown, in order, and those that may not, with their reasons. */
export function admitAll<A extends AudienceKind>(
  audience: AudienceOf<A>,
  pieces: readonly Piece[],
): { readonly admitted: readonly Admitted<A>[]; readonly refused: readonly { reason: RefusalReason; piece: Piece }[] } {
  const admitted: Admitted<A>[] = [];
  const refused: { reason: RefusalReason; piece: Piece }[] = [];
  for (const piece of pieces) {
    const admission = admit(audience, piece);
    if ('admitted' in admission) admitted.push(admission.admitted);
    else refused.push({ reason: admission.refused, piece });
  }
  return { admitted, refused };
}
