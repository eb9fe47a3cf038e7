import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isEmptyPlan } from '../../src/core/roster/roster-plan.js';
import type { RosterSnapshot } from '../../src/core/roster/snapshot.js';
import { understandRoster } from '../../src/core/roster/understand.js';
import { emptySchool } from '../support/roster.js';
import { habit, type MadeUpSchool, madeUpSchool, printSchool } from '../support/roster-files.js';
import { checkSlips, importInto, later, slips } from '../support/roster-slips.js';

/** What a school knows, without ids and without order: for comparing with what was printed. */
function tell(snapshot: RosterSnapshot) {
  const persons = new Map(snapshot.persons.map((person) => [person.id, person]));
  const classes = new Map(snapshot.classes.map((one) => [one.id, one]));
  const groups = new Map(snapshot.groups.map((one) => [one.id, one]));
  return snapshot.pupils
    .map((pupil) => ({
      number: pupil.number,
      name: pupil.name,
      sex: pupil.sex,
      section: classes.get(pupil.inClass?.classId ?? '')?.name.match(/(\d)\D*$/)?.[1],
      classNumber: pupil.inClass?.classNumber,
      group: groups.get(pupil.inGroup?.groupId ?? '')?.number ?? null,
      parents: snapshot.guardianships
        .filter((link) => link.pupilId === pupil.id && link.toOn === null)
        .map((link) => `${persons.get(link.personId)?.name} ${link.relation} ${persons.get(link.personId)?.phone}`)
        .sort(),
    }))
    .sort((one, other) => (one.number < other.number ? -1 : 1));
}

/** The model knows the same name and number under two relations as two; the reader as one. */
function expected(school: MadeUpSchool) {
  return school.children.map((child) => ({
    number: child.number,
    name: child.name,
    sex: child.sex,
    section: String(child.section),
    classNumber: child.classNumber,
    group: child.group,
    parents: child.parents.map((parent) => `${parent.name} ${parent.relation} ${parent.phone}`).sort(),
  }));
}

describe('a roster', () => {
  test('comes back as it was printed, however it is printed', () => {
    fc.assert(
      fc.property(madeUpSchool, habit, (school, how) => {
        const { after, issues } = importInto(emptySchool(), school, how);
        expect(issues.filter((issue) => issue.severity !== 'warning')).toEqual([]);
        expect(tell(after)).toEqual(expected(school));
      }),
      { numRuns: 100 },
    );
  });

  test('the same file twice changes nothing, on the same day and later', () => {
    fc.assert(
      fc.property(madeUpSchool, habit, (school, how) => {
        const { after } = importInto(emptySchool(), school, how);
        expect(isEmptyPlan(importInto(after, school, how).plan)).toBe(true);
        expect(isEmptyPlan(importInto(after, school, how, later).plan)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('the same school printed another way changes nothing but spellings', () => {
    fc.assert(
      fc.property(madeUpSchool, habit, habit, (school, first, second) => {
        const { after } = importInto(emptySchool(), school, first);
        const again = importInto(after, school, second, later);
        expect(isEmptyPlan(again.plan)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('the order of the rows changes nothing but row numbers', () => {
    fc.assert(
      fc.property(madeUpSchool, habit, fc.infiniteStream(fc.nat()), (school, how, chance) => {
        const keys = new Map(school.children.map((child) => [child, chance.next().value ?? 0]));
        const shuffled = [...school.children].sort((one, other) => (keys.get(one) ?? 0) - (keys.get(other) ?? 0));
        const tidy = (children: MadeUpSchool['children']) => {
          const sheets = printSchool({ ...school, children }, how);
          const { roster, issues } = understandRoster(sheets, { language: 'zh-CN' });
          return JSON.parse(
            JSON.stringify(
              { roster: { ...roster, sheets: [] }, issues: issues.map((issue) => issue.code).sort() },
              (key, value) => (key === 'at' || key === 'place' ? undefined : value),
            ),
          );
        };
        expect(tidy(shuffled)).toEqual(tidy(school.children));
      }),
      { numRuns: 60 },
    );
  });

  test('a changed file brings the school to what it says, and keeps what was', () => {
    fc.assert(
      fc.property(
        madeUpSchool,
        habit,
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 12, maxLength: 12 }),
        (school, how, moves) => {
          const { after: before } = importInto(emptySchool(), school, how);
          const changed = {
            ...school,
            children: school.children.map((child, index) => ({
              ...child,
              section: moves[index] ?? 1,
              group: moves[index] ?? 1,
            })),
          };
          const { after, blocked, plan } = importInto(before, changed, how, later);
          expect(blocked).toBe(false);
          expect(tell(after)).toEqual(expected(changed));
          for (const row of plan.classMemberships.added) expect(row.fromOn).toBe(later);
          for (const change of plan.classMemberships.changed) {
            if (change.classId === undefined) continue;
            throw new Error('a class in which a pupil has been is never rewritten');
          }
          expect(isEmptyPlan(importInto(after, changed, how, later).plan)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('no family gets another child’s messages by an import', () => {
  for (const [what, slip] of Object.entries(slips)) test(what, () => checkSlips(slip, 20));
});
