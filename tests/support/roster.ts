import type { Ids } from '../../src/core/ports/clock.js';
import type { Sheet } from '../../src/core/ports/files.js';
import type { RosterPlan } from '../../src/core/roster/roster-plan.js';
import type { RosterSnapshot } from '../../src/core/roster/snapshot.js';

/** Ids that tell in which order things were made. */
export function countingIds(prefix = 'id'): Ids {
  let count = 0;
  const next = () => `${prefix}${String(++count).padStart(6, '0')}`;
  return { next, secret: next, code: next };
}

/** A sheet from lines of cells. */
export function sheet(name: string, ...rows: readonly (readonly string[])[]): Sheet {
  return { name, rows, merges: [], hidden: false };
}

export function emptySchool(overrides: Partial<RosterSnapshot> = {}): RosterSnapshot {
  return {
    schoolId: 'school',
    language: 'zh-CN',
    demo: false,
    grades: [],
    classes: [],
    groups: [],
    pupils: [],
    persons: [],
    guardianships: [],
    roles: [],
    ...overrides,
  };
}

interface Row {
  readonly id: string;
}

function write<T extends Row>(
  stored: readonly T[],
  table: { added: readonly T[]; changed?: readonly ({ id: string } & Partial<T>)[]; removed?: readonly string[] },
): T[] {
  const changes = new Map((table.changed ?? []).map((change) => [change.id, change]));
  if (changes.size !== (table.changed ?? []).length) throw new Error('a plan changes a row once');
  const ids = new Set(stored.map((row) => row.id));
  for (const id of [...changes.keys(), ...(table.removed ?? [])]) if (!ids.has(id)) throw new Error(`no row ${id}`);
  for (const row of table.added) if (ids.has(row.id)) throw new Error(`row ${row.id} stands already`);
  const removed = new Set(table.removed ?? []);
  const kept = stored.filter((row) => !removed.has(row.id));
  return [...kept.map((row) => ({ ...row, ...changes.get(row.id) })), ...table.added];
}

function latestOf<T extends { pupilId: string; fromOn: string }>(rows: readonly T[]): Map<string, T> {
  const latest = new Map<string, T>();
  for (const row of rows) {
    const known = latest.get(row.pupilId);
    if (!known || known.fromOn < row.fromOn) latest.set(row.pupilId, row);
  }
  return latest;
}

/** What the store holds after the plan: the reference that the database's store is compared with. */
export function applyPlan(snapshot: RosterSnapshot, plan: RosterPlan): RosterSnapshot {
  const inClass = write(
    snapshot.pupils.flatMap((pupil) => (pupil.inClass ? [{ ...pupil.inClass, pupilId: pupil.id }] : [])),
    plan.classMemberships,
  );
  const inGroup = write(
    snapshot.pupils.flatMap((pupil) => (pupil.inGroup ? [{ ...pupil.inGroup, pupilId: pupil.id }] : [])),
    plan.groupMemberships,
  );
  for (const rows of [inClass, inGroup]) {
    const keys = rows.map((row) => `${row.pupilId} ${row.fromOn}`);
    if (new Set(keys).size !== keys.length) throw new Error('one membership of a pupil a day');
  }
  const without = <T extends { pupilId: string }>(row: T | null) => {
    if (!row) return null;
    const { pupilId: _, ...rest } = row;
    return rest;
  };
  const lastClass = latestOf(inClass);
  const lastGroup = latestOf(inGroup);
  const pupils = write(
    snapshot.pupils.map(({ inClass: _, inGroup: __, ...pupil }) => pupil),
    plan.pupils,
  ).map((pupil) => ({
    ...pupil,
    inClass: without(lastClass.get(pupil.id) ?? null),
    inGroup: without(lastGroup.get(pupil.id) ?? null),
  }));
  const links = write(snapshot.guardianships, plan.guardianships);
  const keys = links.map((link) => `${link.personId} ${link.pupilId} ${link.fromOn}`);
  if (new Set(keys).size !== keys.length) throw new Error('one link of a person to a pupil a day');
  return {
    ...snapshot,
    grades: write(snapshot.grades, plan.grades),
    classes: write(snapshot.classes, plan.classes),
    groups: write(snapshot.groups, plan.groups),
    pupils,
    persons: write(snapshot.persons, plan.persons),
    guardianships: links,
    roles: write(snapshot.roles, plan.roles),
  };
}
