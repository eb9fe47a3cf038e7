import type { Cells } from './cells.js';
import type { ClassBook } from './class-book.js';
import type { ClassRef, DraftPupil, GroupRef } from './draft.js';
import type { IssueLog, IssuePlace } from './issue.js';
import { parseNumeral } from './numeral.js';
import { cleanName, foldName, isPlausibleName, joinName } from './person-name.js';
import type { Table, TableRow } from './table.js';
import { foldWidth, splitList } from './text.js';
import { parseSex } from './vocabulary.js';

export type SheetClass = (ClassRef & { readonly text: string }) | null;

/** The pupils of one sheet, one per row; rows of one pupil are joined later. */
export function readPupils(
  table: Table,
  cells: Cells,
  sheetClass: SheetClass,
  book: ClassBook,
  log: IssueLog,
): DraftPupil[] {
  if (!cells.has('studentNumber') && !cells.has('otherNumber')) {
    log.error('no-number-column', { sheet: table.sheet, row: table.headerRow, column: null });
    return [];
  }
  return table.rows.flatMap((row) => {
    const name = readPupilName(row, cells);
    const number = readNumber(row, cells, name, log);
    if (number === null) return [];
    const place = cells.place(row, cells.has('name') ? 'name' : 'pupilName');
    if (name === '') {
      log.error('name-missing', place, null, { number });
      return [];
    }
    if (!isPlausibleName(name)) log.warn('name-odd', place, name);
    const where = cells.place(row, cells.has('class') ? 'class' : 'grade');
    const words = { grade: cells.text(row, 'grade'), class: cells.text(row, 'class'), sheet: sheetClass };
    const ref = book.read(words, where, log);
    if (!ref) return [];
    return [{ number, name, class: ref, ...readDetails(row, cells, log), at: cells.place(row, keyField(cells)) }];
  });
}

export function readPupilName(row: TableRow, cells: Cells): string {
  const whole = cells.text(row, 'pupilName') || cells.text(row, 'name');
  if (whole !== '') return cleanName(whole);
  return joinName(cells.text(row, 'firstName'), cells.text(row, 'lastName'));
}

/** The pupil's number, or null with an issue. A row without one is an error: names never identify a pupil. */
export function readNumber(row: TableRow, cells: Cells, name: string, log: IssueLog): string | null {
  const field = keyField(cells);
  const place = cells.place(row, field);
  const text = cells.text(row, field);
  const number = foldWidth(text)
    .replace(/^'|\s/g, '')
    .replace(/^(\d+)\.0$/, '$1');
  if (number === '') {
    log.error('number-missing', place, null, { name: name === '' ? '–' : name });
    return null;
  }
  if (/^\d(\.\d+)?E\+?\d+$/i.test(number)) {
    log.error('number-shortened', place, text);
    return null;
  }
  if (!/^[\p{L}\p{N}][\p{L}\p{N}\-_/.]{0,39}$/u.test(number)) {
    log.error('number-unreadable', place, text);
    return null;
  }
  return number;
}

function keyField(cells: Cells): 'studentNumber' | 'otherNumber' {
  return cells.has('studentNumber') ? 'studentNumber' : 'otherNumber';
}

function readDetails(row: TableRow, cells: Cells, log: IssueLog): Partial<DraftPupil> {
  const details: { -readonly [Key in keyof DraftPupil]?: DraftPupil[Key] } = {};
  if (cells.has('sex')) {
    const text = cells.text(row, 'sex');
    details.sex = text === '' ? null : parseSex(text);
    if (text !== '' && details.sex === null) log.warn('sex-unreadable', cells.place(row, 'sex'), text);
  }
  if (cells.has('classNumber')) details.classNumber = readSmallNumber(row, cells, 'classNumber', log);
  if (cells.has('memberNumber')) details.memberNumber = readSmallNumber(row, cells, 'memberNumber', log);
  if (cells.has('group')) details.group = readGroup(cells.text(row, 'group'), cells.place(row, 'group'), log);
  if (cells.has('seat')) details.seat = foldWidth(cells.text(row, 'seat')).slice(0, 40) || null;
  if (cells.has('aliases')) details.aliases = [...new Set(splitList(cells.text(row, 'aliases')).map(cleanName))];
  return details;
}

function readSmallNumber(row: TableRow, cells: Cells, field: 'classNumber' | 'memberNumber', log: IssueLog) {
  const text = cells.text(row, field);
  if (text === '') return null;
  const digits = /^第?(\d{1,3})[号號位]?$/.exec(foldWidth(text).replaceAll(' ', ''))?.[1];
  const number = digits ? Number(digits) : parseNumeral(text);
  if (number) return number;
  log.warn('small-number-unreadable', cells.place(row, field), text);
  return null;
}

/** 3, 3组, 第三组, Group 3, 第3组 先锋, 先锋组. */
function readGroup(text: string, place: IssuePlace, log: IssueLog): GroupRef | null {
  if (text === '') return null;
  const plain = foldWidth(text).trim();
  const numbered =
    /^第?\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[组組号號](?:\s*[-:：·.]?\s*(.+))?$/.exec(plain) ??
    /^(?:group|team|g)\s*#?\s*(\d{1,2})(?:\s*[-:.]?\s*(.+))?$/i.exec(plain) ??
    /^(\d{1,2}|[一二三四五六七八九十]{1,3})$/.exec(plain);
  if (numbered?.[1]) {
    const number = parseNumeral(numbered[1]);
    if (number) return { number, name: numbered[2]?.trim() ?? null };
  }
  if (/\p{L}/u.test(plain) && [...plain].length <= 40) return { number: null, name: plain };
  log.warn('group-unreadable', place, text);
  return null;
}

/** Joins the rows of one pupil (one per guardian, one per sheet); what they contradict each other in is an error. */
export function joinPupils(rows: readonly DraftPupil[], log: IssueLog): DraftPupil[] {
  const byNumber = new Map<string, DraftPupil>();
  for (const row of rows) {
    const known = byNumber.get(row.number);
    if (!known) byNumber.set(row.number, row);
    else byNumber.set(row.number, joinPupil(known, row, log));
  }
  return [...byNumber.values()].sort((one, other) => (one.number < other.number ? -1 : 1));
}

function joinPupil(known: DraftPupil, row: DraftPupil, log: IssueLog): DraftPupil {
  const params = { number: row.number, sheet: known.at.sheet, row: known.at.row ?? 0 };
  if (foldName(known.name) !== foldName(row.name)) {
    log.error('number-twice', row.at, row.number, { ...params, name: row.name, other: known.name });
    return known;
  }
  if (known.class.grade !== row.class.grade || known.class.section !== row.class.section) {
    log.error('pupil-in-two-classes', row.at, row.number, { ...params, name: row.name });
    return known;
  }
  if (detailFields.some((field) => isSaid(known[field]) && isSaid(row[field]) && !isSame(known[field], row[field]))) {
    log.error('pupil-rows-differ', row.at, row.number, { ...params, name: row.name });
    return known;
  }
  // Two spellings of one name (張三, 张三) are settled by their order in the alphabet, not in the file.
  const name = known.name < row.name ? known.name : row.name;
  return { ...row, ...known, ...saidDetails(row), ...saidDetails(known), name };
}

const detailFields = ['sex', 'classNumber', 'group', 'memberNumber', 'seat', 'aliases'] as const;

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function saidDetails(pupil: DraftPupil): Partial<DraftPupil> {
  return Object.fromEntries(detailFields.filter((field) => isSaid(pupil[field])).map((field) => [field, pupil[field]]));
}
