import type { RoleKind } from '../access/role.js';
import type { Cells } from './cells.js';
import type { ClassBook } from './class-book.js';
import { findClassName, usualNotation } from './class-name.js';
import type { ClassRef, DraftRole, DraftScope } from './draft.js';
import type { IssueLog, IssuePlace } from './issue.js';
import { parseNumeral } from './numeral.js';
import type { TableRow } from './table.js';
import { cleanText, foldWidth, splitList } from './text.js';
import { parseRoleKind, parseSubjectTeacher } from './vocabulary.js';

/** A role as its words say it, before the columns beside it are looked at. */
interface Said {
  readonly kind: RoleKind;
  readonly subject: string | null;
  /** 七(3)班班主任, 七年级主任: the class or grade inside the word. */
  readonly within: string;
}

/** What scopes each role may have, and what it means without one. */
const scopeRule: Readonly<Record<RoleKind, { allowed: readonly DraftScope['kind'][]; usual: 'school' | null }>> = {
  homeroomTeacher: { allowed: ['class'], usual: null },
  subjectTeacher: { allowed: ['class', 'grade', 'school'], usual: null },
  mentor: { allowed: ['group', 'class', 'grade'], usual: null },
  checker: { allowed: ['school', 'grade', 'class'], usual: 'school' },
  gradeHead: { allowed: ['grade'], usual: null },
  studentAffairs: { allowed: ['school'], usual: 'school' },
  principal: { allowed: ['school'], usual: 'school' },
  administrator: { allowed: ['school'], usual: 'school' },
};

/** The roles that one row gives to its person. */
export function readRoles(row: TableRow, cells: Cells, homeroom: boolean, book: ClassBook, log: IssueLog): DraftRole[] {
  const at = cells.place(row, cells.has('role') ? 'role' : homeroom ? 'homeroomName' : 'subjects');
  const said = readKinds(cells.text(row, 'role'), at, log);
  if (homeroom && !said.some((one) => one.kind === 'homeroomTeacher')) {
    said.push({ kind: 'homeroomTeacher', subject: null, within: '' });
  }
  const subjects = splitList(cells.text(row, 'subjects'));
  if (said.length === 0 && cells.text(row, 'role') === '') {
    if (subjects.length === 0 && cells.text(row, 'scope') === '') {
      log.error('role-missing', at);
      return [];
    }
    said.push({ kind: 'subjectTeacher', subject: null, within: '' });
  }
  return said.flatMap(({ kind, subject, within }) => {
    // A homeroom teacher's own class stands under 班级, the classes taught under 任教班级.
    const columns = kind === 'homeroomTeacher' ? (['class', 'scope'] as const) : (['scope', 'class'] as const);
    const column = columns.find((field) => cells.text(row, field) !== '') ?? null;
    const text = within || (column ? cells.text(row, column) : '');
    const place = within || !column ? at : cells.place(row, column);
    const scopes = readScopes(text, cells.text(row, 'grade'), kind, place, book, log);
    const taught = subject ? [subject] : kind === 'subjectTeacher' || kind === 'homeroomTeacher' ? subjects : [];
    return scopes.map((scope) => ({ kind, scope, subjects: [...new Set(taught)].sort(), at: place }));
  });
}

function readKinds(text: string, at: IssuePlace, log: IssueLog): Said[] {
  return splitList(text.replace(/\s*(兼任|兼|及|&|\/|\+|\band\b)\s*/g, '、')).flatMap((word): Said[] => {
    const kind = parseRoleKind(word);
    if (kind) return [{ kind, subject: null, within: '' }];
    const subject = parseSubjectTeacher(word);
    if (subject) return [{ kind: 'subjectTeacher', subject, within: '' }];
    const grade =
      /^(.{1,5}?年级|初[一二三四]|高[一二三]|grade \d{1,2})(?:年级)? ?(?:主任|组长|级长|长|head|dean|lead)$/i.exec(
        word,
      );
    if (grade?.[1]) return [{ kind: 'gradeHead', subject: null, within: grade[1] }];
    const found = findClassName(word, usualNotation);
    const rest = found ? parseRoleKind(foldWidth(word).replaceAll(' ', '').replace(found.text, '')) : null;
    if (found && rest) return [{ kind: rest, subject: null, within: found.text }];
    log.error('role-unknown', at, word);
    return [];
  });
}

function readScopes(
  text: string,
  grade: string,
  kind: RoleKind,
  place: IssuePlace,
  book: ClassBook,
  log: IssueLog,
): DraftScope[] {
  const rule = scopeRule[kind];
  const scopes = text === '' ? gradeScope(grade, book) : readScopeList(text, grade, place, book, log);
  const fitting = scopes.filter((scope) => rule.allowed.includes(scope.kind));
  if (fitting.length > 0) return fitting;
  if (rule.usual && (text === '' || !rule.allowed.includes('class'))) return [{ kind: rule.usual }];
  // A class that could not be read has been told already.
  if (text === '' || scopes.length > 0) log.error('role-scope-missing', place, text || null, { role: kind });
  return [];
}

function gradeScope(text: string, book: ClassBook): DraftScope[] {
  const grade = text === '' ? null : book.readGrade(text);
  return grade ? [{ kind: 'grade', grade }] : [];
}

/** 七年级1、2、3班; 701 702; 八年级; 全校; 七3班2组. A part without a grade has that of the part before it. */
function readScopeList(text: string, grade: string, place: IssuePlace, book: ClassBook, log: IssueLog): DraftScope[] {
  let carried: ClassRef | null = null;
  return splitScopes(text).flatMap((part): DraftScope[] => {
    if (/^(全校|学校|全体|所有班级|all|school|whole ?school|school-?wide)$/i.test(part)) return [{ kind: 'school' }];
    const wholeGrade = /\D/.test(part) && !/^\d+班$/.test(part) ? book.readGrade(part) : null;
    if (wholeGrade && (carried === null || /级|grade|初|高|th/i.test(part)))
      return [{ kind: 'grade', grade: wholeGrade }];
    const group = /^(.+?)[\s,-]*(?:第?(\d{1,2}|[一二三四五六七八九十]{1,2})[组組]|group ?(\d{1,2}))$/i.exec(part);
    const inherited = carried ? { ...carried, text: '' } : null;
    const ref = book.find({ grade, class: group?.[1] ?? part, sheet: inherited }, place, log);
    if (!ref) return [];
    carried = ref;
    const number = group ? parseNumeral(group[2] ?? group[3] ?? '') : null;
    return number ? [{ kind: 'group', ...ref, number }] : [{ kind: 'class', ...ref }];
  });
}

function splitScopes(text: string): string[] {
  const parts = splitList(foldWidth(text));
  return parts
    .flatMap((part) => (/^[\d\s]+$/.test(part) || /班\s/.test(part) ? part.split(/\s+/) : [part]))
    .map(cleanText);
}
