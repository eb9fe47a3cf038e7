import type { Cells } from './cells.js';
import { findClassName, type Notation } from './class-name.js';
import type { SheetKind } from './draft.js';
import type { SheetClass } from './read-pupils.js';
import type { Table } from './table.js';
import { foldScript } from './text.js';

/** What a table lists, from its columns first and its name second; null when it lists nothing of ours. */
export function findSheetKind(table: Table, cells: Cells, sheetClass: SheetClass): SheetKind | null {
  const name = foldScript(table.sheet).toLowerCase();
  const named = (words: RegExp) => words.test(name);
  const isKeyed = cells.has('studentNumber') || cells.has('otherNumber');
  const hasGuardian = table.columns.some((column) => column.field === 'guardianName');
  const hasContact = ['relation', 'phone', 'guardianKind'].some((field) =>
    table.columns.some((column) => column.field === field),
  );
  const hasRole = cells.has('role') || cells.has('subjects') || cells.has('scope') || cells.has('staffName');
  if (!isKeyed) {
    if (hasRole) return 'staff';
    if (cells.has('homeroomName') && (cells.has('class') || cells.has('grade'))) return 'staff';
    if (named(/教师|教职工|老师|教工|职工|staff|teacher|faculty/) && cells.has('name')) return 'staff';
    if (hasGuardian || (hasContact && cells.has('pupilName'))) return cells.has('class') ? 'pupils' : 'guardians';
    const isPupil = cells.has('sex') || cells.has('classNumber') || cells.has('class') || cells.has('grade');
    return (cells.has('name') || cells.has('pupilName') || cells.has('firstName')) && isPupil ? 'pupils' : null;
  }
  const isGuardianSheet = (hasGuardian || hasContact) && (cells.has('relation') || hasGuardian);
  if (isGuardianSheet && named(/监护|家长|家庭|联系|guardian|parent|famil|contact/) && !cells.has('class'))
    return 'guardians';
  if (cells.has('class') || sheetClass) return 'pupils';
  return isGuardianSheet ? 'guardians' : 'pupils';
}

/** The class that the sheet's name or the title above the table speaks of. */
export function findSheetClass(table: Table, notation: Notation): SheetClass {
  const found = findClassName(table.sheet, notation) ?? findClassName(table.title, notation);
  if (!found?.key.grade) return null;
  return { grade: found.key.grade, section: found.key.section, text: found.text };
}
