import fc from 'fast-check';
import { expect } from 'vitest';
import type { RosterIssue } from '../../src/core/roster/issue.js';
import { areAlike } from '../../src/core/roster/person-name.js';
import { planRoster } from '../../src/core/roster/plan.js';
import type { RosterSnapshot } from '../../src/core/roster/snapshot.js';
import { understandRoster } from '../../src/core/roster/understand.js';
import { applyPlan, countingIds, emptySchool } from './roster.js';
import { type Habit, habit, type MadeUpSchool, madeUpSchool, type Parent, printSchool } from './roster-files.js';

export const asOf = '2026-09-01';
export const later = '2026-10-12';

/** Imports the school as printed; what must not be written is not. */
export function importInto(
  snapshot: RosterSnapshot,
  school: MadeUpSchool,
  how: Habit,
  on: typeof asOf | typeof later = asOf,
) {
  const { roster, issues } = understandRoster(printSchool(school, how), { language: 'zh-CN' });
  const planned = planRoster(roster, snapshot, on, countingIds(on));
  const all = [...issues, ...planned.issues];
  const blocked = all.some((issue) => issue.severity !== 'warning');
  return { plan: planned.plan, issues: all, blocked, after: blocked ? snapshot : applyPlan(snapshot, planned.plan) };
}

/** One way in which a file goes wrong between two children, given by their places. */
export type Slip = (school: MadeUpSchool, at: number, to: number) => MadeUpSchool;
const swap = (pick: (child: MadeUpSchool['children'][number]) => Partial<MadeUpSchool['children'][number]>): Slip => {
  return (school, at, to) => {
    const [one, other] = [school.children[at], school.children[to]];
    if (!one || !other) return school;
    return {
      ...school,
      children: school.children.map((child, index) =>
        index === at ? { ...child, ...pick(other) } : index === to ? { ...child, ...pick(one) } : child,
      ),
    };
  };
};
/** What happens to files in offices. */
export const slips: Record<string, Slip> = {
  'families swapped': swap(({ parents }) => ({ parents })),
  'names swapped': swap(({ name }) => ({ name })),
  'numbers swapped': swap(({ number }) => ({ number })),
  'names and families swapped': swap(({ name, parents }) => ({ name, parents })),
  'one parent swapped': (school, at, to) => {
    const taken = school.children[to]?.parents[0];
    if (!taken) return school;
    const children = school.children.map((child, index) =>
      index === at ? { ...child, parents: [taken, ...child.parents.slice(1)] } : child,
    );
    return { ...school, children };
  },
  'telephones swapped': (school, at, to) => {
    const phones = [school.children[to]?.parents[0]?.phone, school.children[at]?.parents[0]?.phone];
    const children = school.children.map((child, index) => {
      const phone = index === at ? phones[0] : index === to ? phones[1] : undefined;
      const [first, ...rest] = child.parents;
      return first && phone !== undefined ? { ...child, parents: [{ ...first, phone }, ...rest] } : child;
    });
    return { ...school, children };
  },
  'a number given to a new child': (school, at) => ({
    ...school,
    children: school.children.map((child, index) =>
      index === at
        ? { ...child, name: '新来的同学', parents: [{ name: '新家长', relation: 'mother', phone: '13999999999' }] }
        : child,
    ),
  }),
  'all families slipped by one row': (school) => ({
    ...school,
    children: school.children.map((child, index) => ({
      ...child,
      parents: school.children[(index + 1) % school.children.length]?.parents ?? [],
    })),
  }),
  'a child twice, under a new number': (school, at) => {
    const child = school.children[at];
    return child
      ? { ...school, children: [...school.children, { ...child, number: '99990000', classNumber: 99 }] }
      : school;
  },
};

/** Whether the file says of some child what only a person can know to be true. */
const needsAnswer = (before: MadeUpSchool, after: MadeUpSchool) => {
  const was = new Map(before.children.map((child) => [child.number, child]));
  const is = new Map(after.children.map((child) => [child.number, child]));
  return after.children.some((child) => {
    const known = was.get(child.number);
    if (!known || known.name === child.name) return false;
    const exchanged = before.children.some(
      (other) => other.name === child.name && other !== known && is.get(other.number)?.name !== other.name,
    );
    const parent = (one: Parent) => `${one.name} ${one.phone}`;
    const keeps = known.parents.some((one) => one.phone !== null && child.parents.map(parent).includes(parent(one)));
    return exchanged || (!keeps && !areAlike(known.name, child.name));
  });
};

/** Whoever was there before the slipped file has no other child after it, and no child has become another one silently. */
export function checkSlips(slip: Slip, numRuns: number): void {
  fc.assert(
    fc.property(madeUpSchool, habit, fc.nat(11), fc.nat(11), (school, how, at, to) => {
      const count = school.children.length;
      const { after: before } = importInto(emptySchool(), school, how);
      const slipped = slip(school, at % count, to % count);
      const { after, issues, blocked } = importInto(before, slipped, how, later);
      if (needsAnswer(school, slipped)) expect(blocked).toBe(true);
      const children = (snapshot: RosterSnapshot, personId: string) =>
        snapshot.guardianships
          .filter((link) => link.personId === personId && link.toOn === null)
          .map((link) => link.pupilId);
      const names = new Map(before.pupils.map((pupil) => [pupil.id, pupil.name]));
      // Whoever was there before, with an account perhaps, has no child that was not theirs.
      for (const person of before.persons) {
        const had = new Set(children(before, person.id));
        for (const pupilId of children(after, person.id)) expect(had).toContain(pupilId);
      }
      // Nor has their child become another one without somebody having been told.
      for (const pupil of after.pupils) {
        const was = names.get(pupil.id);
        if (was === undefined || was === pupil.name) continue;
        const isTold = (issue: RosterIssue) =>
          issue.code === 'pupil-renamed' && issue.params['number'] === pupil.number;
        expect(issues.some(isTold)).toBe(true);
      }
    }),
    { numRuns },
  );
}
