import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Audience, admit, audienceKinds } from '../../src/core/digests/gate.js';
import {
  type ConsentState,
  consentStates,
  type NamedPupil,
  type Piece,
  type PieceKind,
} from '../../src/core/digests/piece.js';

const ownClass = 'class-own';
const pupil = (praiseConsent: ConsentState, own = true): NamedPupil => ({
  id: own ? 'own' : 'other',
  name: own ? '林小满' : '周一鸣',
  classId: own ? ownClass : 'class-other',
  praiseConsent,
});
const group = { id: 'g', number: 3, name: null };

/** Every kind of content, at its most harmless: enough people, the same members, the audience's own class and child. */
const pieces: { [K in PieceKind]: (consent: ConsentState, own: boolean) => Piece } = {
  notice: () => ({ kind: 'notice', text: '周五开放日' }),
  duty: () => ({ kind: 'duty', label: '登记', done: 3, due: 4 }),
  classTotals: () => ({ kind: 'classTotals', className: '七3', plus: 4, minus: 1 }),
  pupilCount: () => ({ kind: 'pupilCount', label: '优秀', count: 20, of: 190 }),
  groupResult: () => ({ kind: 'groupResult', group, score: 4.5, counted: 6, sameMembers: true }),
  groupRank: () => ({ kind: 'groupRank', group, rank: 8 }),
  groupTitle: () => ({ kind: 'groupTitle', group, title: 'bestManaged' }),
  praise: (consent, own) => ({ kind: 'praise', pupil: pupil(consent, own), text: '帮助同学' }),
  award: (consent, own) => ({ kind: 'award', pupil: pupil(consent, own), title: '礼仪之星' }),
  entry: (consent, own) => ({ kind: 'entry', pupil: pupil(consent, own), points: -1, text: '迟到', correction: false }),
  total: (consent, own) => ({ kind: 'total', pupil: pupil(consent, own), total: 92, change: -1 }),
  pupilRank: (consent, own) => ({ kind: 'pupilRank', pupil: pupil(consent, own), rank: 40 }),
  belowLine: (consent, own) => ({ kind: 'belowLine', pupil: pupil(consent, own), total: 58 }),
  staffNote: (consent, own) => ({ kind: 'staffNote', pupil: pupil(consent, own), text: '已谈话' }),
  visit: (consent, own) => ({ kind: 'visit', pupil: pupil(consent, own), on: '2026-09-20' }),
  visitContent: (consent, own) => ({ kind: 'visitContent', pupil: pupil(consent, own), text: '家庭情况' }),
  address: (consent, own) => ({ kind: 'address', pupil: pupil(consent, own), text: '幸福路' }),
  examFigure: () => ({ kind: 'examFigure', label: '数学', mean: 71, counted: 40 }),
};

const audiences: { [K in Audience['kind']]: Audience & { kind: K } } = {
  staffMember: { kind: 'staffMember', covers: (classId) => classId === ownClass },
  staffChannel: { kind: 'staffChannel' },
  classParents: { kind: 'classParents', classId: ownClass },
  guardian: { kind: 'guardian', pupilIds: ['own'] },
  classBoard: { kind: 'classBoard', classId: ownClass },
  community: { kind: 'community' },
};

/**
 * Written by hand from the table of DESIGN §6, not from the gate: y = shown, . = never, c = only with consent granted,
 * o = only the own child or class, oc = both. The order is that of the audiences in the head.
 */
const expected = `
              staffMember staffChannel classParents guardian classBoard community
notice        y           y            y            y        y          y
duty          y           y            .            .        .          y
classTotals   y           y            y            .        .          .
pupilCount    y           y            .            .        .          y
groupResult   y           y            y            .        .          .
groupRank     y           y            .            .        .          .
groupTitle    y           y            y            .        y          .
praise        o           y            oc           o        .          .
award         o           y            oc           o        oc         .
entry         o           .            .            o        .          .
total         o           .            .            o        .          .
pupilRank     o           .            .            .        .          .
belowLine     o           .            .            .        .          .
staffNote     o           .            .            .        .          .
visit         o           .            .            o        .          .
visitContent  o           .            .            .        .          .
address       .           .            .            .        .          .
examFigure    y           .            .            .        .          .
`;

const [head = [], ...rows] = expected
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

describe('who may see what', () => {
  it('names every audience and every kind of content once', () => {
    expect([...head].sort()).toEqual([...audienceKinds].sort());
    expect(rows.map(([kind]) => kind).sort()).toEqual(Object.keys(pieces).sort());
  });

  const cells = rows.flatMap(([kind, ...marks]) =>
    marks.flatMap((mark, index) =>
      consentStates.flatMap((consent) =>
        [true, false].map((own) => ({
          kind: kind as PieceKind,
          audience: head[index] as Audience['kind'],
          mark,
          consent,
          own,
        })),
      ),
    ),
  );

  it.each(cells)('$kind to $audience, consent $consent, own $own', ({ kind, audience, mark, consent, own }) => {
    const shown = mark !== '.' && (!mark.includes('o') || own) && (!mark.includes('c') || consent === 'granted');
    const admission = admit(audiences[audience], pieces[kind](consent, own));
    expect('admitted' in admission).toBe(shown);
  });

  it('hides a group mean of three, or one whose members changed, from everybody but staff', () => {
    const few: Piece = { kind: 'groupResult', group, score: 4, counted: 3, sameMembers: true };
    const changed: Piece = { kind: 'groupResult', group, score: 4, counted: 6, sameMembers: false };
    expect(admit(audiences.classParents, few)).toMatchObject({ refused: 'tooFew' });
    expect(admit(audiences.classParents, changed)).toMatchObject({ refused: 'membersChanged' });
    expect(admit(audiences.staffChannel, few)).toHaveProperty('admitted');
  });

  it('hides a count of four pupils, and one that leaves four out, from the community', () => {
    expect(admit(audiences.community, { kind: 'pupilCount', label: 'x', count: 4, of: 100 })).toMatchObject({
      refused: 'tooFew',
    });
    expect(admit(audiences.community, { kind: 'pupilCount', label: 'x', count: 96, of: 100 })).toMatchObject({
      refused: 'complementTooFew',
    });
  });

  it('never lets a named child with anything negative through to a group, whatever the piece says', () => {
    const groups = ['staffChannel', 'classParents', 'classBoard', 'community'] as const;
    const negative: PieceKind[] = [
      'entry',
      'total',
      'pupilRank',
      'belowLine',
      'staffNote',
      'visit',
      'visitContent',
      'address',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...groups),
        fc.constantFrom(...negative),
        fc.constantFrom(...consentStates),
        fc.boolean(),
        fc.double({ min: -100, max: 200, noNaN: true }),
        (audience, kind, consent, own, number) => {
          const piece = { ...pieces[kind](consent, own), points: number, total: number };
          expect(admit(audiences[audience], piece)).toHaveProperty('refused');
        },
      ),
      { numRuns: 1000 },
    );
  });
});
