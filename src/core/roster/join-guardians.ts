import type { DraftGuardian } from './draft.js';
import { groupBy } from './group-by.js';
import type { IssueLog } from './issue.js';
import { foldName } from './person-name.js';

/**
 * One guardian of one pupil from all the rows and columns that speak of them. Within a pupil, the same name with
 * relations and numbers that do not contradict each other is one person; across pupils nothing is joined here.
 */
export function joinGuardians(rows: readonly DraftGuardian[], log: IssueLog): DraftGuardian[] {
  const byPupil = groupBy(rows, (row) => row.pupilNumber);
  return [...byPupil.keys()].sort().flatMap((number) => joinOfPupil(byPupil.get(number) ?? [], log));
}

function joinOfPupil(rows: readonly DraftGuardian[], log: IssueLog): DraftGuardian[] {
  const joined: DraftGuardian[] = [];
  for (const row of [...rows].sort(compareGuardians)) {
    const at = joined.findIndex((known) => isSamePerson(known, row));
    const known = joined[at];
    if (!known) joined.push(row);
    else joined[at] = joinGuardian(known, row, log);
  }
  return joined;
}

function isSamePerson(known: DraftGuardian, row: DraftGuardian): boolean {
  if (foldName(known.name) !== foldName(row.name)) return false;
  if (known.phone !== null && known.phone === row.phone) return true;
  return known.relation === null || row.relation === null || known.relation === row.relation;
}

/** An order that does not depend on the file's: the fullest row first. */
function compareGuardians(one: DraftGuardian, other: DraftGuardian): number {
  const key = (row: DraftGuardian) =>
    [
      foldName(row.name),
      row.relation ?? '\uffff',
      row.phone ?? '\uffff',
      row.email ?? '\uffff',
      JSON.stringify(row),
    ].join('\u0000');
  const [a, b] = [key(one), key(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function joinGuardian(known: DraftGuardian, row: DraftGuardian, log: IssueLog): DraftGuardian {
  if (known.phone && row.phone && known.phone !== row.phone) {
    log.warn('guardian-two-phones', row.at, row.phone, { name: known.name, phone: known.phone });
  }
  for (const field of ['kind', 'receivesNotes', 'restricted'] as const) {
    if (known[field] !== undefined && row[field] !== undefined && known[field] !== row[field]) {
      log.error('guardian-rows-differ', row.at, null, { name: known.name, number: known.pupilNumber });
      return known;
    }
  }
  return {
    ...row,
    ...known,
    relation: known.relation ?? row.relation,
    phone: known.phone ?? row.phone,
    email: known.email ?? row.email,
    pupilName: known.pupilName ?? row.pupilName,
  };
}
