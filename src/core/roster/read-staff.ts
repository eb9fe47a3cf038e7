import type { Cells } from './cells.js';
import type { ClassBook } from './class-book.js';
import type { DraftRole, DraftStaff } from './draft.js';
import { groupBy } from './group-by.js';
import type { IssueLog } from './issue.js';
import { cleanName, foldName, isPlausibleName, joinName } from './person-name.js';
import { readEmail, readPhone } from './read-contact.js';
import { readRoles } from './read-roles.js';
import type { Table, TableRow } from './table.js';

/** The staff of one sheet, one per row; rows of one person (a row per class or role) are joined later. */
export function readStaff(table: Table, cells: Cells, book: ClassBook, log: IssueLog): DraftStaff[] {
  return table.rows.flatMap((row) => {
    const field = cells.has('staffName') ? 'staffName' : cells.has('homeroomName') ? 'homeroomName' : 'name';
    const at = cells.place(row, field);
    const name = readName(row, cells, field);
    if (name === '') {
      log.error('staff-name-missing', at);
      return [];
    }
    if (!isPlausibleName(name)) log.warn('name-odd', at, name);
    const roles = readRoles(row, cells, field === 'homeroomName', book, log);
    const phone = readPhone(cells.text(row, 'phone'), cells.place(row, 'phone'), log);
    const email = readEmail(cells.text(row, 'email'), cells.place(row, 'email'), log);
    return [{ name, phone, email, roles, at }];
  });
}

function readName(row: TableRow, cells: Cells, field: 'staffName' | 'homeroomName' | 'name'): string {
  const whole = cells.text(row, field);
  // 王老师 is how people call somebody; with a full name before it the word is not part of the name.
  if (whole !== '') return cleanName(whole).replace(/(?<=\p{Script=Han}{2})(老师|老師|教师)$/u, '');
  return joinName(cells.text(row, 'firstName'), cells.text(row, 'lastName'));
}

/**
 * One person from the rows that carry the same name and no two different numbers. That is said, because two teachers may
 * share a name: with numbers they stay two.
 */
export function joinStaff(rows: readonly DraftStaff[], log: IssueLog): DraftStaff[] {
  const joined: DraftStaff[] = [];
  for (const sameName of groupBy(rows, (row) => foldName(row.name)).values()) {
    const phones = [...new Set(sameName.flatMap((row) => row.phone ?? []))].sort();
    if (phones.length < 2) {
      const emails = new Set(sameName.flatMap((row) => row.email ?? []));
      if (emails.size > 1) sameName.forEach((row) => void log.error('staff-ambiguous', row.at, row.name));
      else if (sameName.length > 1 && phones.length === 0) {
        log.warn('staff-joined', sameName[1]?.at ?? null, sameName[0]?.name ?? null, { count: sameName.length });
      }
      joined.push(joinRows(sameName));
      continue;
    }
    for (const row of sameName) if (row.phone === null) log.error('staff-ambiguous', row.at, row.name);
    for (const phone of phones) joined.push(joinRows(sameName.filter((row) => row.phone === phone)));
  }
  return joined.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function keyOf(staff: DraftStaff): string {
  return `${foldName(staff.name)}\u0000${staff.phone ?? ''}`;
}

function joinRows(rows: readonly DraftStaff[]): DraftStaff {
  const [first] = rows;
  if (!first) throw new Error('a group of rows is never empty');
  const names = rows.map((row) => row.name).sort();
  const roles = groupBy(
    rows.flatMap((row) => row.roles),
    (role) => JSON.stringify([role.kind, role.scope]),
  );
  return {
    ...first,
    name: names[0] ?? first.name,
    phone: rows.find((row) => row.phone)?.phone ?? null,
    email: rows.find((row) => row.email)?.email ?? null,
    roles: [...roles.keys()].sort().flatMap((key) => joinRoles(roles.get(key) ?? [])),
  };
}

function joinRoles(same: readonly DraftRole[]): DraftRole[] {
  const [first] = same;
  return first ? [{ ...first, subjects: [...new Set(same.flatMap((role) => role.subjects))].sort() }] : [];
}
