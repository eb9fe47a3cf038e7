import type { Language } from '../language/language.js';
import type { Sheet } from '../ports/files.js';
import { createCells } from './cells.js';
import { createClassBook } from './class-book.js';
import { classId, type Notation, usualNotation } from './class-name.js';
import type { DraftGuardian, DraftPupil, DraftStaff, RosterDraft, SheetSummary } from './draft.js';
import { groupBy } from './group-by.js';
import { createIssueLog, type IssueLog, type RosterIssue } from './issue.js';
import { joinGuardians } from './join-guardians.js';
import { foldName } from './person-name.js';
import { readGuardianColumns, readGuardianRows } from './read-guardians.js';
import { joinPupils, readPupils } from './read-pupils.js';
import { joinStaff, readStaff } from './read-staff.js';
import { findSheetClass, findSheetKind } from './sheet-kind.js';
import { findTable } from './table.js';

export interface UnderstandOptions {
  /** For the names of grades and classes that the file leaves to us. */
  readonly language: Language;
  readonly notation?: Notation;
}

/** What the sheets say, and everything in them that is not as it should be. */
export function understandRoster(
  sheets: readonly Sheet[],
  { language, notation = usualNotation }: UnderstandOptions,
): { readonly roster: RosterDraft; readonly issues: readonly RosterIssue[] } {
  const log = createIssueLog();
  const book = createClassBook(notation, language);
  const pupils: DraftPupil[] = [];
  const guardians: DraftGuardian[] = [];
  const staff: DraftStaff[] = [];
  const summaries: SheetSummary[] = [];
  for (const sheet of sheets) {
    if (sheet.rows.length === 0) continue;
    const table = sheet.hidden ? null : findTable(sheet, log);
    const cells = table ? createCells(table, log) : null;
    const sheetClass = table ? findSheetClass(table, notation) : null;
    const kind = table && cells ? findSheetKind(table, cells, sheetClass) : null;
    summaries.push({
      name: sheet.name,
      kind,
      rows: table?.rows.length ?? 0,
      unread: kind && table ? table.unread : [],
    });
    if (!table || !cells || !kind) {
      log.warn(sheet.hidden ? 'sheet-hidden' : 'sheet-not-read', { sheet: sheet.name, row: null, column: null });
    } else if (kind === 'staff') staff.push(...readStaff(table, cells, book, log));
    else if (kind === 'guardians') guardians.push(...readGuardianRows(table, cells, log));
    else {
      pupils.push(...readPupils(table, cells, sheetClass, book, log));
      guardians.push(...readGuardianColumns(table, cells, log));
    }
  }
  if (summaries.every((summary) => summary.kind === null)) log.error('nothing-found', null);
  const roster = {
    classes: book.classes(log),
    pupils: joinPupils(pupils, log),
    guardians: joinGuardians(guardians, log),
    staff: joinStaff(staff, log),
    sheets: summaries,
  };
  checkNumbers(roster.pupils, log);
  checkFamilies(roster.guardians, roster.pupils, log);
  return { roster, issues: log.issues };
}

/** A class number or a place in a group that two pupils have cannot be used to name one of them. */
function checkNumbers(pupils: readonly DraftPupil[], log: IssueLog): void {
  const numbered = pupils.filter((pupil) => pupil.classNumber);
  for (const same of groupBy(numbered, (pupil) => `${idOfClass(pupil)} ${pupil.classNumber}`).values()) {
    if (same.length > 1)
      log.warn('class-number-twice', same[1]?.at ?? null, String(same[0]?.classNumber), namesOf(same));
  }
  const members = pupils.filter((pupil) => pupil.group && pupil.memberNumber);
  const keyOf = (pupil: DraftPupil) =>
    `${idOfClass(pupil)} ${pupil.group?.number ?? pupil.group?.name} ${pupil.memberNumber}`;
  for (const same of groupBy(members, keyOf).values()) {
    if (same.length > 1)
      log.warn('member-number-twice', same[1]?.at ?? null, String(same[0]?.memberNumber), namesOf(same));
  }
}

/** A number and a name that do not belong together, and one child under two numbers: both send a note to the wrong door. */
function checkFamilies(guardians: readonly DraftGuardian[], pupils: readonly DraftPupil[], log: IssueLog): void {
  const byNumber = new Map(pupils.map((pupil) => [pupil.number, pupil]));
  const families = new Map<string, string>();
  for (const guardian of guardians) {
    const pupil = byNumber.get(guardian.pupilNumber);
    if (!pupil) continue;
    if (guardian.pupilName !== null && foldName(guardian.pupilName) !== foldName(pupil.name)) {
      log.error('guardian-of-another-name', guardian.at, guardian.pupilName, {
        number: pupil.number,
        name: pupil.name,
      });
    }
    if (!guardian.phone) continue;
    const child = `${idOfClass(pupil)} ${foldName(pupil.name)} ${guardian.phone}`;
    const other = families.get(child);
    if (other && other !== pupil.number) {
      log.warn('pupil-under-two-numbers', pupil.at, pupil.number, { name: pupil.name, other });
    }
    families.set(child, pupil.number);
  }
}

function idOfClass(pupil: DraftPupil): string {
  return classId(pupil.class.grade, pupil.class.section);
}

function namesOf(pupils: readonly DraftPupil[]): { readonly names: string } {
  return { names: pupils.map((pupil) => pupil.name).join('、') };
}
