import type { Cells } from './cells.js';
import type { DraftGuardian } from './draft.js';
import type { Field } from './headers.js';
import type { IssueLog } from './issue.js';
import { cleanName, isPlausibleName } from './person-name.js';
import { readEmail, readPhone } from './read-contact.js';
import { readNumber, readPupilName } from './read-pupils.js';
import type { Table, TableRow } from './table.js';
import { cleanText, foldWidth } from './text.js';
import {
  type GuardianKind,
  parents,
  parseGuardianKind,
  parseLanguage,
  parseRelation,
  parseYesNo,
} from './vocabulary.js';

/** The columns of one guardian; `null` for those that name nobody. */
type Slot = string | null;

/** The guardians that stand beside a pupil in the same row: 监护人1, 父亲, 母亲, 家长2 … */
export function readGuardianColumns(table: Table, cells: Cells, log: IssueLog): DraftGuardian[] {
  const { slots, plain } = findSlots(table, log);
  if (slots.length === 0) return [];
  return table.rows.flatMap((row) => {
    const quiet = { ...log, error: () => {} };
    const number = readNumber(row, cells, '', quiet);
    if (number === null) return [];
    return slots.flatMap((slot) => readSlot(row, cells, slot, plain.get(slot) ?? null, number, null, log));
  });
}

/** The guardians of a sheet of their own: one row each, the pupil by number. */
export function readGuardianRows(table: Table, cells: Cells, log: IssueLog): DraftGuardian[] {
  if (!cells.has('studentNumber') && !cells.has('otherNumber')) {
    log.error('no-number-column', { sheet: table.sheet, row: table.headerRow, column: null });
    return [];
  }
  const { slots, plain } = findSlots(table, log);
  // 学号, 学生姓名, 姓名, 关系, 电话: with the pupil's name in its own column, a bare 姓名 is the guardian's.
  const own = slots.length === 0 && cells.has('name') && (cells.has('pupilName') || cells.has('relation'));
  if (slots.length === 0 && !own) {
    log.error('no-guardian-column', { sheet: table.sheet, row: table.headerRow, column: null });
    return [];
  }
  return table.rows.flatMap((row) => {
    const pupilName = own ? cleanName(cells.text(row, 'pupilName')) : readPupilName(row, cells);
    const number = readNumber(row, cells, pupilName, log);
    if (number === null) return [];
    const all = own ? [null] : slots;
    return all.flatMap((slot) => readSlot(row, cells, slot, plain.get(slot) ?? null, number, pupilName || null, log));
  });
}

/**
 * The guardians a sheet has columns for, and whose the columns are that name nobody (联系电话 beside 家长姓名): the only
 * one's, or the one with that number.
 */
function findSlots(table: Table, log: IssueLog): { slots: Slot[]; plain: Map<Slot, Slot> } {
  const named = table.columns.filter((column) => column.field === 'guardianName').map((column) => column.slot);
  const slots = [...new Set(named)];
  const plain = new Map<Slot, Slot>();
  const unclear: string[] = [];
  for (const column of table.columns) {
    if (column.slot !== null && !/^\d$/.test(column.slot)) continue;
    if (!contactFields.includes(column.field)) continue;
    const number = column.slot ?? '1';
    const owners = slots.filter((slot) => (slot?.match(/\d$/)?.[0] ?? '1') === number);
    const [owner] = slots.length === 1 && number === '1' ? slots : owners;
    if (owner !== undefined && (owners.length === 1 || slots.length === 1)) plain.set(owner, column.slot);
    else if (slots.length > 0) unclear.push(column.header);
  }
  if (unclear.length > 0) {
    log.warn('columns-unclear', { sheet: table.sheet, row: table.headerRow, column: null }, unclear.join('、'));
  }
  return { slots, plain };
}

const contactFields: readonly Field[] = [
  'relation',
  'phone',
  'email',
  'guardianKind',
  'receivesNotes',
  'restricted',
  'language',
];

function readSlot(
  row: TableRow,
  cells: Cells,
  slot: Slot,
  plain: Slot,
  pupilNumber: string,
  pupilName: string | null,
  log: IssueLog,
): DraftGuardian[] {
  const slotOf = (field: Field): Slot => (cells.has(field, slot) ? slot : plain);
  const text = (field: Field): string => cells.text(row, field, slotOf(field));
  const place = (field: Field) => cells.place(row, field, slotOf(field));
  const nameField: Field = slot === null ? 'name' : 'guardianName';
  const nameText = cells.text(row, nameField, slot);
  const at = cells.place(row, nameField, slot);
  const people = splitPeople(nameText);
  const contacts = splitContacts(nameText, text('phone'));
  if (people.length === 0) {
    if (contacts.length > 0) log.warn('guardian-without-name', place('phone'), text('phone'), { number: pupilNumber });
    return [];
  }
  if (people.length > 1 && contacts.length > 0 && contacts.length !== people.length) {
    log.warn('guardians-in-one-cell', at, nameText);
  }
  if (contacts.length === 0) readPhone(text('phone'), place('phone'), log);
  const base = slot?.replace(/\d$/, '') ?? '';
  return people.map((person, index) => {
    if (!isPlausibleName(person.name)) log.warn('name-odd', at, person.name);
    const relationText = text('relation') || person.relation;
    const relation = relationText === '' ? slotRelation(base) : readRelation(relationText);
    const mine = people.length === 1 || contacts.length === people.length ? contacts[index] : undefined;
    const rest = people.length === 1 ? contacts.slice(1) : [];
    return {
      pupilNumber,
      pupilName,
      name: person.name,
      relation,
      phone: mine === undefined ? null : readPhone([mine, ...rest].join('/'), place('phone'), log),
      email: people.length === 1 ? readEmail(text('email'), place('email'), log) : null,
      usualKind: usualKind(base, relation),
      ...readSettings(text, place, log),
      at,
    };
  });
}

/** "王芳（母亲）13800138000、李强": the people whom one cell names. */
function splitPeople(text: string): { name: string; relation: string }[] {
  const withoutPhones = foldWidth(text).replace(/\+?\d[\d\- ]{6,}\d/g, ' ');
  const separators = /\p{Script=Han}/u.test(text) ? /[、，,;；/\n|]/ : /[;；/\n|]|\band\b|&/;
  return withoutPhones
    .split(separators)
    .map((part) => {
      const relation = /[(（[](.+?)[)）\]]/.exec(part)?.[1] ?? '';
      const name = cleanName(part.replace(/[(（[].*?[)）\]]/g, '').replace(/[:：]/g, ' '));
      return { name, relation: parseRelation(relation) ? relation : '' };
    })
    .filter(({ name }) => name !== '');
}

function splitContacts(nameText: string, phoneText: string): string[] {
  const source =
    phoneText === ''
      ? (foldWidth(nameText).match(/\+?\d[\d\- ]{6,}\d/g) ?? [])
      : foldWidth(phoneText).split(/[/、，,;；\n]/);
  return source.map(cleanText).filter((part) => /\d/.test(part));
}

function readRelation(text: string): string {
  return parseRelation(text) ?? cleanText(text).slice(0, 40);
}

/** The relation that a column itself says, whatever stands in its cells. */
function slotRelation(base: string): string | null {
  return base === 'guardian' || base === 'parent' || base === 'contact' || base === '' ? null : base;
}

function usualKind(base: string, relation: string | null): GuardianKind {
  if (base === 'contact') return 'contact';
  if (base === 'guardian' || relation === null) return 'legal';
  return parents.has(relation) || relation === 'guardian' ? 'legal' : 'contact';
}

type Settings = Pick<DraftGuardian, 'kind' | 'receivesNotes' | 'restricted' | 'language'>;

function readSettings(text: (field: Field) => string, place: (field: Field) => DraftGuardian['at'], log: IssueLog) {
  const settings: { -readonly [Key in keyof Settings]: Settings[Key] } = {};
  const read = <T>(field: Field, parse: (text: string) => T | null): T | undefined => {
    const said = text(field);
    if (said === '') return undefined;
    const value = parse(said);
    // A restriction that cannot be read must not be lost: it stops the import, the rest is only told.
    if (value === null) log[field === 'restricted' ? 'error' : 'warn']('answer-unreadable', place(field), said);
    return value ?? undefined;
  };
  const kind = read('guardianKind', parseGuardianKind);
  const restricted = read('restricted', parseYesNo);
  const receivesNotes = read('receivesNotes', parseYesNo);
  const language = read('language', parseLanguage);
  if (kind !== undefined) settings.kind = kind;
  if (restricted !== undefined) settings.restricted = restricted;
  if (receivesNotes !== undefined) settings.receivesNotes = receivesNotes;
  if (restricted === true && receivesNotes === true) {
    log.warn('restricted-receives', place('receivesNotes'));
    settings.receivesNotes = false;
  }
  if (language !== undefined) settings.language = language;
  return settings;
}
