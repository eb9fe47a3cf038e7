import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LocalDate } from '../calendar/local-date.js';
import { carries, may, powers } from './may.js';
import { recorderCodesAt, recordRight } from './record-right.js';
import { heldOn, type Place, type Role, roleKinds } from './role.js';
import { covers, scopeOf } from './scope.js';

const days = ['2026-09-01', '2026-09-10', '2026-09-18', '2026-10-09'] as const satisfies readonly LocalDate[];
const dayOf = fc.constantFrom(...days);

const placeOf: fc.Arbitrary<Place> = fc.record({
  schoolId: fc.constantFrom('s1', 's2'),
  gradeId: fc.constantFrom('g1', 'g2'),
  classId: fc.constantFrom('c1', 'c2', 'c3'),
  groupId: fc.constantFrom('t1', 't2', null),
});

const scopes = fc.constantFrom(
  ...(['s1', 's2'].map((id) => ['school', id]) as ['school', string][]),
  ...(['g1', 'g2'].map((id) => ['grade', id]) as ['grade', string][]),
  ...(['c1', 'c2', 'c3'].map((id) => ['class', id]) as ['class', string][]),
  ...(['t1', 't2'].map((id) => ['group', id]) as ['group', string][]),
);

const roleOf: fc.Arbitrary<Role> = fc
  .record({
    schoolId: fc.constantFrom('s1', 's2'),
    kind: fc.constantFrom(...roleKinds),
    scope: scopes,
    fromOn: dayOf,
    toOn: fc.option(dayOf),
  })
  .map(({ scope: [scopeKind, scopeId], ...role }) => ({ ...role, scopeKind, scopeId, subjects: [] }));

const rolesOf = fc.array(roleOf, { maxLength: 6 });

const grants = ['CT:give', 'ST:give', 'SA:give', 'DO:propose', 'DW:propose', 'GL:propose', 'DO:give', 'SYS:give'];
const itemOf = fc.record({ recorders: fc.subarray(grants) });

const rightOrder = { none: 0, propose: 1, give: 2 };

describe('who may do what', () => {
  test('losing a role never lets anybody do more', () => {
    fc.assert(
      fc.property(rolesOf, fc.nat(), placeOf, dayOf, itemOf, (roles, at, place, on, item) => {
        fc.pre(roles.length > 0);
        const fewer = roles.toSpliced(at % roles.length, 1);
        for (const power of powers) {
          if (may(fewer, power, place, on)) expect(may(roles, power, place, on)).toBe(true);
        }
        const right = (held: readonly Role[]) => rightOrder[recordRight(held, item, place, on) ?? 'none'];
        expect(right(fewer)).toBeLessThanOrEqual(right(roles));
      }),
      { numRuns: 1_000 },
    );
  });

  test('the scope of a person covers exactly the places in which the person has the power', () => {
    fc.assert(
      fc.property(rolesOf, placeOf, dayOf, fc.constantFrom(...powers), (roles, place, on, power) => {
        expect(covers(scopeOf(roles, place.schoolId, power, on), place)).toBe(may(roles, power, place, on));
      }),
      { numRuns: 1_000 },
    );
  });

  test('a role of another school gives nothing here', () => {
    fc.assert(
      fc.property(rolesOf, placeOf, dayOf, (roles, place, on) => {
        const elsewhere = roles.filter((role) => role.schoolId !== place.schoolId);
        for (const power of powers) expect(may(elsewhere, power, place, on)).toBe(false);
        expect(recorderCodesAt(elsewhere, place, on).size).toBe(0);
      }),
    );
  });

  test('whoever may give an item may record there, whatever the rubric grants', () => {
    fc.assert(
      fc.property(rolesOf, placeOf, dayOf, itemOf, (roles, place, on, item) => {
        const right = recordRight(roles, item, place, on);
        if (right === 'give') expect(may(roles, 'record', place, on)).toBe(true);
        if (right === 'propose') expect(may(roles, 'propose', place, on)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

const place: Place = { schoolId: 's1', gradeId: 'g1', classId: 'c1', groupId: 't1' };
const role = (over: Partial<Role>): Role => ({
  schoolId: 's1',
  kind: 'homeroomTeacher',
  scopeKind: 'class',
  scopeId: 'c1',
  subjects: [],
  fromOn: '2026-09-01',
  toOn: null,
  ...over,
});

describe('a week at school', () => {
  test('a homeroom teacher gives what class and subject teachers may give, in the own class alone', () => {
    const teacher = [role({})];
    expect(recordRight(teacher, { recorders: ['ST:give', 'DO:propose'] }, place, '2026-09-10')).toBe('give');
    expect(recordRight(teacher, { recorders: ['SA:give'] }, place, '2026-09-10')).toBeNull();
    expect(recordRight(teacher, { recorders: ['CT:give'] }, { ...place, classId: 'c2' }, '2026-09-10')).toBeNull();
  });

  test('a checker only proposes, even where a rubric would let the duty give', () => {
    const checker = [role({ kind: 'checker', scopeKind: 'school', scopeId: 's1' })];
    expect(recordRight(checker, { recorders: ['DO:give'] }, place, '2026-09-10')).toBe('propose');
    expect(may(checker, 'see', place, '2026-09-10')).toBe(false);
  });

  test('a mentor of a group reaches that group and not the rest of the class', () => {
    const mentor = [role({ kind: 'mentor', scopeKind: 'group', scopeId: 't1' })];
    expect(may(mentor, 'record', place, '2026-09-10')).toBe(true);
    expect(may(mentor, 'record', { ...place, groupId: 't2' }, '2026-09-10')).toBe(false);
    expect(may(mentor, 'record', { ...place, groupId: null }, '2026-09-10')).toBe(false);
  });

  test('a role ends on the morning of its last date and begins on its first', () => {
    const held = { fromOn: '2026-09-10', toOn: '2026-09-18' } as const;
    expect([heldOn(held, '2026-09-01'), heldOn(held, '2026-09-10'), heldOn(held, '2026-09-18')]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('only the homeroom teacher decides for a class, and an administrator records nothing', () => {
    expect(roleKinds.filter((kind) => carries(kind, 'decide'))).toEqual(['homeroomTeacher']);
    expect(carries('administrator', 'record')).toBe(false);
  });
});
