import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../settings/settings.js';
import type { PointEntry } from './ledger.js';
import { naturalPeriod } from './period.js';
import {
  competitionRanks,
  type GroupStanding,
  type PupilStanding,
  roundedRatio,
  type StandingFacts,
  standingsOf,
} from './standings.js';
import { groupTitles } from './titles.js';

const open = { fromOn: '2026-09-01', toOn: null } as const;
const friday = ['2026-09-14', '2026-09-15', '2026-09-16', '2026-09-17', '2026-09-18'] as const;

const line = (id: string, points: number, over: Partial<PointEntry> = {}): PointEntry => ({
  id: `e${id}${points}`,
  seq: 1,
  schoolId: 's',
  classId: 'c',
  subject: { kind: id.startsWith('g') ? 'group' : 'pupil', id },
  rubricItemId: null,
  itemCode: 'GEN+',
  points,
  familyText: '',
  staffNote: null,
  occurredOn: '2026-09-16',
  ...naturalPeriod('2026-09-16'),
  recordedAt: new Date(0),
  recordedById: null,
  sourceKey: 'm',
  sourceLine: 0,
  reversesId: null,
  ...over,
});

const facts = (over: Partial<StandingFacts>): StandingFacts => ({
  weekOn: '2026-09-14',
  monthOn: '2026-09-01',
  schoolDays: friday,
  classMembers: ['a', 'b', 'c', 'd'].map((pupilId) => ({ pupilId, ...open })),
  groups: [{ id: 'g1', endedOn: null }],
  groupMembers: ['a', 'b', 'c', 'd'].map((pupilId) => ({ pupilId, groupId: 'g1', ...open })),
  entries: [],
  scores: new Map(),
  countedElsewhere: new Set(),
  previous: new Map(),
  ...over,
});

const pupil = (of: StandingFacts, id: string) =>
  standingsOf(of, defaultSettings).find((row): row is PupilStanding => row.kind === 'pupil' && row.subjectId === id);
const group = (of: StandingFacts, id = 'g1') =>
  standingsOf(of, defaultSettings).find((row): row is GroupStanding => row.kind === 'group' && row.subjectId === id);

describe('a pupil', () => {
  test('has the points of the week, the total of the month, its band, and a rank shared with equals', () => {
    const of = facts({ entries: [line('a', 2), line('b', -1), line('c', -1), line('d', -45)] });
    expect(pupil(of, 'a')).toMatchObject({ week: 2, total: 102, change: 2, rank: 1, band: 'excellent' });
    expect([pupil(of, 'b')?.rank, pupil(of, 'c')?.rank, pupil(of, 'd')?.rank]).toEqual([2, 2, 4]);
    expect(pupil(of, 'd')).toMatchObject({ total: 55, band: 'care', belowLine: true });
  });

  test('is compared with the standing before in the same month, and with the base in a new one', () => {
    const before = { weekOn: '2026-09-07', monthOn: '2026-09-01', week: -3, total: 97, members: [] } as const;
    const of = facts({ entries: [line('a', 2)], previous: new Map([['a', before]]) });
    expect(pupil(of, 'a')?.change).toBe(102 - 97);
    const august = { ...before, monthOn: '2026-08-01' } as const;
    expect(pupil(facts({ previous: new Map([['a', august]]) }), 'a')?.change).toBe(0);
  });

  test('who left during the week stands in the other class, and nobody stands twice', () => {
    const gone = [{ pupilId: 'a', fromOn: '2026-09-01', toOn: '2026-09-17' }] as const;
    expect(pupil(facts({ classMembers: gone }), 'a')).toBeUndefined();
    expect(pupil(facts({ countedElsewhere: new Set(['a']) }), 'a')).toBeUndefined();
  });
});

describe('a group', () => {
  test('is scored by the mean of its members, its own points and the teacher', () => {
    const of = facts({ entries: [line('a', 2), line('b', -1), line('g1', -2)], scores: new Map([['g1', 8]]) });
    expect(group(of)).toMatchObject({ mean: 0.25, week: 6.25, members: ['a', 'b', 'c', 'd'], rank: 1, change: null });
  });

  test("its own minus is no member's", () => {
    expect(pupil(facts({ entries: [line('g1', -5)] }), 'a')).toMatchObject({ week: 0, total: 100 });
  });

  test('cannot be sunk or carried by one member alone', () => {
    expect(group(facts({ entries: [line('a', -40)] }))?.mean).toBe(-1.25);
    expect(group(facts({ entries: [line('a', 40), line('b', -1)] }))?.mean).toBe(1);
  });

  test('counts a member by the school days spent in it', () => {
    const of = facts({
      groupMembers: [
        { pupilId: 'a', groupId: 'g1', ...open },
        { pupilId: 'b', groupId: 'g1', fromOn: '2026-09-17', toOn: null },
        { pupilId: 'c', groupId: 'g1', fromOn: '2026-09-01', toOn: '2026-09-14' },
      ],
      entries: [line('a', 1), line('b', 5), line('c', -5)],
    });
    // (5 × 1 + 2 × 5) / 7; the one who left before the week counts for nothing.
    expect(group(of)).toMatchObject({ mean: 2.14, members: ['a', 'b'] });
  });

  test('says when its members are others than in the standing before', () => {
    const before = (members: readonly string[]) => ({
      weekOn: '2026-09-07' as const,
      monthOn: '2026-09-01' as const,
      week: 1,
      total: 1,
      members,
    });
    const with4 = facts({ previous: new Map([['g1', before(['a', 'b', 'c', 'd'])]]) });
    const with3 = facts({ previous: new Map([['g1', before(['a', 'b', 'c'])]]) });
    expect([group(with4)?.sameMembers, group(with3)?.sameMembers, group(with4)?.change]).toEqual([true, false, -1]);
  });

  test('without members has no mean and no rank', () => {
    expect(group(facts({ groupMembers: [] }))).toMatchObject({ mean: null, rank: null, members: [], week: 0 });
  });
});

describe('ranks and titles', () => {
  test('equals share the better place and the next one is counted on', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1 }), (values) => {
        const ranks = competitionRanks(values.map((value, at) => [String(at), value]));
        values.forEach((value, at) => {
          expect(ranks.get(String(at))).toBe(1 + values.filter((other) => other > value).length);
        });
      }),
    );
  });

  const row = (subjectId: string, week: number, change: number | null, rank: number | null = 1) => ({
    subjectId,
    week,
    change,
    rank,
  });

  test('a title is shared on ties', () => {
    const titles = groupTitles([row('g1', 8, 1), row('g2', 8, 3), row('g3', 5, 3)]);
    expect([titles.get('g1'), titles.get('g2'), titles.get('g3')]).toEqual([
      ['bestManaged'],
      ['bestManaged', 'mostImproved'],
      ['mostImproved'],
    ]);
  });

  test('nobody gets a title that everybody has, or for getting worse the least', () => {
    expect([...groupTitles([row('g1', 8, -1), row('g2', 8, -2)]).values()]).toEqual([[], []]);
    expect([...groupTitles([]).values()]).toEqual([]);
  });

  test('a group without members has none', () => {
    expect(groupTitles([row('g1', 90, 5, null), row('g2', 1, 0)]).get('g1')).toEqual([]);
  });
});

describe('a mean', () => {
  test('is rounded once, to two decimals, halves away from zero', () => {
    expect([roundedRatio(1, 8), roundedRatio(-1, 8), roundedRatio(1, 3), roundedRatio(2, 3)]).toEqual([
      0.13, -0.13, 0.33, 0.67,
    ]);
    expect(Object.is(roundedRatio(-0.5, 200), 0)).toBe(true);
  });

  test('is never further from the exact value than half a hundredth', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5_000, max: 5_000 }), fc.integer({ min: 1, max: 60 }), (half, days) => {
        const exact = half / 2 / days;
        expect(Math.abs(roundedRatio(half / 2, days) - exact)).toBeLessThanOrEqual(0.005 + 1e-9);
        expect(roundedRatio(-half / 2, days)).toBe(0 - roundedRatio(half / 2, days));
      }),
    );
  });
});
