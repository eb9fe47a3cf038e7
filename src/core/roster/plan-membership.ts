import type { LocalDate } from '../calendar/local-date.js';
import type { Ids } from '../ports/clock.js';
import { differences, isOpen, type PlanDraft } from './roster-plan.js';
import type { StoredClassMembership, StoredGroupMembership } from './snapshot.js';

// Where a pupil is to be from the plan's day on. What was true before stays true: another class or group is a new row and
// an end of the old one. A row that begins on that day or later has not been true yet and is amended, so that a file
// mended on the same day leaves no trace of the mistake.

export type InClass = Pick<StoredClassMembership, 'classId' | 'classNumber' | 'seat'>;
export type InGroup = Pick<StoredGroupMembership, 'groupId' | 'memberNumber'>;

interface Dated {
  readonly id: string;
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate | null;
}

/** True when something is written. */
export function planInClass(
  plan: PlanDraft,
  latest: StoredClassMembership | null,
  pupilId: string,
  wanted: InClass,
  ids: Ids,
): boolean {
  const table = plan.classMemberships;
  if (latest && mayAmend(latest, latest.classId === wanted.classId, plan.asOf)) {
    const change = differences(latest, { ...wanted, ...reopened(latest, plan.asOf) });
    if (change) table.changed.push(change);
    return change !== null;
  }
  endMembership(table, latest, plan.asOf);
  table.added.push({ id: ids.next(), pupilId, ...wanted, fromOn: plan.asOf, toOn: null });
  return true;
}

/** Null for a pupil who is to be in no group. True when something is written. */
export function planInGroup(
  plan: PlanDraft,
  latest: StoredGroupMembership | null,
  pupilId: string,
  wanted: InGroup | null,
  ids: Ids,
): boolean {
  const table = plan.groupMemberships;
  if (wanted === null) return endMembership(table, latest, plan.asOf);
  if (latest && mayAmend(latest, latest.groupId === wanted.groupId, plan.asOf)) {
    const change = differences(latest, { ...wanted, ...reopened(latest, plan.asOf) });
    if (change) table.changed.push(change);
    return change !== null;
  }
  endMembership(table, latest, plan.asOf);
  table.added.push({ id: ids.next(), pupilId, ...wanted, fromOn: plan.asOf, toOn: null });
  return true;
}

/** Ends what is open from the day on, or takes it away when it never began. True when something is written. */
export function endMembership(
  table: PlanDraft['classMemberships'] | PlanDraft['groupMemberships'] | PlanDraft['roles'],
  row: Dated | null,
  asOf: LocalDate,
): boolean {
  if (!row || !isOpen(row, asOf)) return false;
  if (row.fromOn >= asOf) table.removed.push(row.id);
  else table.changed.push({ id: row.id, toOn: asOf });
  return true;
}

function mayAmend(row: Dated, same: boolean, asOf: LocalDate): boolean {
  return row.fromOn >= asOf || (same && isOpen(row, asOf));
}

/** A row that began and ended on the same day holds the only place of that day. */
function reopened(row: Dated, asOf: LocalDate): { toOn: null } | Record<string, never> {
  return isOpen(row, asOf) ? {} : { toOn: null };
}
