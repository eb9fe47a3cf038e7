import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LocalDate } from '../calendar/local-date.js';
import { foldMonth, foldWeeks, isCorrection, type PointEntry, reversalOf, totalOf } from './ledger.js';
import { naturalPeriod, periodOf } from './period.js';

const entry = (over: Partial<PointEntry>): PointEntry => ({
  id: 'e1',
  seq: 1,
  schoolId: 's',
  classId: 'c',
  subject: { kind: 'pupil', id: 'p' },
  rubricItemId: 'i',
  itemCode: 'ATT03',
  points: -1,
  familyText: '迟到',
  staffNote: '和家长通过电话',
  occurredOn: '2026-09-17',
  ...naturalPeriod(over.occurredOn ?? '2026-09-17'),
  recordedAt: new Date('2026-09-17T04:00:00Z'),
  recordedById: 't',
  sourceKey: 'm1',
  sourceLine: 0,
  reversesId: null,
  ...over,
});

const rules = { base: 100, clampAt: 0 };
const september = { monthOn: '2026-09-01', throughOn: '2026-09-30' } as const;
const totalOfP = (entries: readonly PointEntry[]) => foldMonth(entries, ['p'], rules, september).get('p');

const halves = fc.integer({ min: -300, max: 300 }).map((half) => half / 2);
const ledgerOf = fc.array(halves.map((points) => entry({ points })));

describe('a month of points', () => {
  test('the order of the lines does not matter', () => {
    fc.assert(
      fc.property(ledgerOf, fc.infiniteStream(fc.nat()), (entries, shuffle) => {
        const keyed = entries.map((one) => ({ one, key: shuffle.next().value ?? 0 }));
        const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ one }) => one);
        expect(totalOfP(shuffled)).toBe(totalOfP(entries));
      }),
    );
  });

  test('an undone line leaves the total as it was, even where the total had hit the floor', () => {
    fc.assert(
      fc.property(ledgerOf, halves, fc.nat(), (entries, points, at) => {
        const line = entry({ id: 'x', points });
        const undone = reversalOf(line, { ...line, id: 'y', sourceKey: 'undo', sourceLine: 0 });
        const place = at % (entries.length + 1);
        const after = [...entries.slice(0, place), line, ...entries.slice(place), { ...undone, seq: 2 }];
        expect(totalOfP(after)).toBe(totalOfP(entries));
      }),
    );
  });

  test('never falls below the floor, and comes back from it only with what is above the whole sum', () => {
    expect(totalOfP([entry({ points: -110 })])).toBe(0);
    expect(totalOfP([entry({ points: -110 }), entry({ points: 20 })])).toBe(10);
    expect(totalOf(-130, { base: 100, clampAt: null })).toBe(-30);
  });

  test('counts half points exactly, and a neutral observation for nothing', () => {
    const many = Array.from({ length: 199 }, () => entry({ points: -0.5 }));
    expect(totalOfP([...many, entry({ points: 0 })])).toBe(0.5);
    expect(totalOfP([])).toBe(100);
  });

  test('stops at the day it is asked for, and leaves out groups and other months', () => {
    const entries = [
      entry({ occurredOn: '2026-09-02' }),
      entry({ occurredOn: '2026-09-20' }),
      entry({ occurredOn: '2026-10-02' }),
      entry({ subject: { kind: 'group', id: 'p' } }),
    ];
    const through = (throughOn: LocalDate) =>
      foldMonth(entries, ['p', 'q'], rules, { monthOn: '2026-09-01', throughOn });
    expect([...through('2026-09-10')]).toEqual([
      ['p', 99],
      ['q', 100],
    ]);
    expect(through('2026-09-30').get('p')).toBe(98);
  });
});

describe('a reversal', () => {
  const line = entry({});
  const undone = reversalOf(line, {
    ...line,
    id: 'e2',
    sourceKey: 'undo',
    sourceLine: 3,
    ...naturalPeriod('2026-09-21'),
  });

  test('says whose line it takes back and keeps its day and words, but not the staff note', () => {
    expect(undone).toMatchObject({ reversesId: 'e1', points: 1, occurredOn: '2026-09-17', familyText: '迟到' });
    expect(undone.staffNote).toBeNull();
    expect(isCorrection(undone)).toBe(true);
  });

  test('of a neutral observation is neutral', () => {
    expect(Object.is(reversalOf(entry({ points: 0 }), undone).points, 0)).toBe(true);
  });
});

describe('the week and month in which a line counts', () => {
  const natural = naturalPeriod('2026-09-17');

  test('are its own while nothing is closed', () => {
    expect(periodOf(natural, { lockedThrough: null, closedThrough: null }, '2026-10-20')).toEqual(natural);
    expect(natural).toEqual({ weekOn: '2026-09-14', monthOn: '2026-09-01' });
  });

  test('after the lock of its week: the week in which it is written, still in its own month', () => {
    const marks = { lockedThrough: '2026-09-14', closedThrough: null } as const;
    expect(periodOf(natural, marks, '2026-09-29')).toEqual({ weekOn: '2026-09-28', monthOn: '2026-09-01' });
  });

  test('after the close of its month: the next open month', () => {
    const marks = { lockedThrough: '2026-09-28', closedThrough: '2026-09-01' } as const;
    expect(periodOf(natural, marks, '2026-10-14')).toEqual({ weekOn: '2026-10-12', monthOn: '2026-10-01' });
  });

  test('should the week of writing be locked too: the first open one', () => {
    const marks = { lockedThrough: '2026-10-12', closedThrough: null } as const;
    expect(periodOf(natural, marks, '2026-10-14').weekOn).toBe('2026-10-19');
  });

  test('a week without school is closed by the lock of a later one', () => {
    const marks = { lockedThrough: '2026-10-05', closedThrough: null } as const;
    expect(periodOf(naturalPeriod('2026-10-01'), marks, '2026-10-13').weekOn).toBe('2026-10-12');
  });

  test('sums of consecutive weeks add up to the whole', () => {
    const entries = ['2026-09-02', '2026-09-10', '2026-09-17', '2026-10-01'].map((occurredOn) =>
      entry({ occurredOn: occurredOn as LocalDate }),
    );
    const sum = (after: LocalDate | null, through: LocalDate) =>
      foldWeeks(entries, { kind: 'pupil', id: 'p' }, { after, through });
    expect(sum(null, '2026-09-14') + sum('2026-09-14', '2026-09-28')).toBe(sum(null, '2026-09-28'));
    expect(sum(null, '2026-09-28')).toBe(-4);
  });
});
