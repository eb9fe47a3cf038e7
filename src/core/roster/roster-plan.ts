import type { LocalDate } from '../calendar/local-date.js';
import type { GroupRef } from './draft.js';
import type {
  StoredClass,
  StoredClassMembership,
  StoredGroup,
  StoredGroupMembership,
  StoredGuardianship,
  StoredPerson,
  StoredPupil,
  StoredRole,
} from './snapshot.js';

/** Some columns of one row. */
export type Change<Row> = { readonly id: string } & Partial<Omit<Row, 'id'>>;

export interface Changes<Row> {
  readonly added: readonly Row[];
  readonly changed: readonly Change<Row>[];
}

export interface DatedChanges<Row> extends Changes<Row> {
  /** Rows that would end on or before their first day: they were never in force. */
  readonly removed: readonly string[];
}

export type NewPupil = Omit<StoredPupil, 'inClass' | 'inGroup'>;
export type NewClass = StoredClass & { readonly ordinal: number };
export type NewGrade = { readonly id: string; readonly name: string; readonly ordinal: number };

/** Every row that an import writes. An ended row is a changed one whose `toOn` is set. */
export interface RosterPlan {
  readonly asOf: LocalDate;
  readonly grades: { readonly added: readonly NewGrade[] };
  readonly classes: Changes<NewClass>;
  readonly groups: Changes<StoredGroup>;
  readonly pupils: Changes<NewPupil>;
  readonly classMemberships: DatedChanges<StoredClassMembership & { readonly pupilId: string }>;
  readonly groupMemberships: DatedChanges<StoredGroupMembership & { readonly pupilId: string }>;
  readonly persons: Changes<StoredPerson>;
  readonly guardianships: Changes<StoredGuardianship>;
  readonly roles: DatedChanges<StoredRole>;
}

type Open<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer Item)[] ? Item[] : T[Key] };

/** A plan while it is being made. */
export type PlanDraft = { readonly [Key in keyof RosterPlan]: Open<RosterPlan[Key]> } & { readonly asOf: LocalDate };

export function emptyPlan(asOf: LocalDate): PlanDraft {
  const dated = () => ({ added: [], changed: [], removed: [] });
  return {
    asOf,
    grades: { added: [] },
    classes: { added: [], changed: [] },
    groups: { added: [], changed: [] },
    pupils: { added: [], changed: [] },
    classMemberships: dated(),
    groupMemberships: dated(),
    persons: { added: [], changed: [] },
    guardianships: { added: [], changed: [] },
    roles: dated(),
  };
}

/** Whether the plan writes nothing at all. */
export function isEmptyPlan(plan: RosterPlan): boolean {
  const { asOf: _, ...tables } = plan;
  return Object.values(tables).every((table) => Object.values(table).every((rows) => rows.length === 0));
}

/** Only those columns of `wanted` that differ from what is stored; null when none does. */
export function differences<Row extends { readonly id: string }>(
  stored: Row,
  wanted: Partial<Omit<Row, 'id'>>,
): Change<Row> | null {
  const keys = Object.keys(wanted) as (keyof typeof wanted)[];
  const different = keys.filter((key) => JSON.stringify(wanted[key]) !== JSON.stringify(stored[key as keyof Row]));
  if (different.length === 0) return null;
  const change: Partial<Omit<Row, 'id'>> = {};
  for (const key of different) change[key] = wanted[key];
  return { id: stored.id, ...change };
}

export function isOpen(row: { readonly toOn: LocalDate | null }, on: LocalDate): boolean {
  return row.toOn === null || row.toOn > on;
}

/** By which a group is found in its class. */
export function groupKey(classId: string, group: GroupRef): string {
  return group.number === null ? `${classId} =${group.name}` : `${classId} ${group.number}`;
}
