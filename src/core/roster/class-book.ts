import type { Language } from '../language/language.js';
import {
  classId,
  gradeOrdinal,
  type Notation,
  parseClassName,
  parseGrade,
  renderClassName,
  renderGrade,
  sectionOrdinal,
} from './class-name.js';
import type { ClassRef, DraftClass } from './draft.js';
import { groupBy } from './group-by.js';
import type { IssueLog, IssuePlace } from './issue.js';
import { cleanText, foldWidth } from './text.js';

/**
 * Every class that a file names and how it is written there. The names come from the whole file (most used first), not
 * from the row that happens to stand first, so that sorting a file changes nothing.
 */
export interface ClassBook {
  /** The class that the words name, or null with an issue at the place; it becomes one of the file's classes. */
  read(words: ClassWords, place: IssuePlace, log: IssueLog): ClassRef | null;
  /** The same for a class that has to be there already. */
  find(words: ClassWords, place: IssuePlace, log: IssueLog): ClassRef | null;
  /** The grade that the text names. */
  readGrade(text: string): string | null;
  classes(log: IssueLog): DraftClass[];
}

export interface ClassWords {
  readonly grade: string;
  readonly class: string;
  /** A class that the sheet's name or title speaks of, for rows that do not say. */
  readonly sheet: (ClassRef & { readonly text: string }) | null;
}

type Tally = Map<string, number>;
type Note = (ref: ClassRef, className: string | null, gradeName: string | null) => ClassRef;

export function createClassBook(notation: Notation, language: Language): ClassBook {
  const seen = new Map<string, { ref: ClassRef; names: Tally }>();
  const gradeNames = new Map<string, Tally>();

  const note: Note = (ref, className, gradeName) => {
    const id = classId(ref.grade, ref.section);
    const entry = seen.get(id) ?? { ref, names: new Map() };
    seen.set(id, entry);
    if (className) count(entry.names, tidy(className));
    const grades = gradeNames.get(ref.grade) ?? new Map();
    gradeNames.set(ref.grade, grades);
    if (gradeName) count(grades, tidy(gradeName));
    return entry.ref;
  };

  return {
    readGrade: (text) => parseGrade(text, notation, true),
    read: (words, place, log) => readClass(words, place, log, notation, note),
    find: (words, place, log) => readClass(words, place, log, notation, (ref) => ref),
    classes(log) {
      const all = [...seen.values()].sort((one, other) => compareClasses(one.ref, other.ref));
      const classes = all.map(({ ref, names }) => {
        const gradeName = most(gradeNames.get(ref.grade)) ?? renderGrade(ref.grade, language);
        if (names.size > 1) log.warn('class-two-ways', null, null, { names: [...names.keys()].sort().join(' = ') });
        return { ...ref, gradeName, name: most(names) ?? renderClassName(gradeName, ref.section, language) };
      });
      // 101 of grade 1 and 101 of grade 10 are two classes; then neither may be called 101.
      const uses = groupBy(classes, ({ name }) => name);
      return classes.map((one) =>
        uses.get(one.name)?.length === 1
          ? one
          : { ...one, name: renderClassName(renderGrade(one.grade, language), one.section, language) },
      );
    },
  };
}

function readClass(
  words: ClassWords,
  place: IssuePlace,
  log: IssueLog,
  notation: Notation,
  note: Note,
): ClassRef | null {
  const grade = words.grade === '' ? null : parseGrade(words.grade, notation, true);
  if (words.grade !== '' && grade === null) {
    log.error('grade-unreadable', place, words.grade);
    return null;
  }
  if (words.class === '') {
    if (words.sheet) {
      const { grade: of, section, text } = words.sheet;
      return note({ grade: of, section }, text, gradeLabel(text, notation));
    }
    log.error('class-missing', place);
    return null;
  }
  if (/^\d{4}-\d\d-\d\d$/.test(words.class)) {
    log.error('class-is-a-day', place, words.class);
    return null;
  }
  const key = parseClassName(words.class, notation, grade ?? words.sheet?.grade ?? null);
  if (!key) {
    log.error('class-unreadable', place, words.class);
    return null;
  }
  if (key.grade && grade && key.grade !== grade) {
    log.error('grade-and-class-differ', place, words.class, { grade: words.grade });
    return null;
  }
  const known = key.grade ?? grade ?? words.sheet?.grade ?? null;
  if (!known) {
    log.error('grade-missing', place, words.class);
    return null;
  }
  const own = key.grade === null ? null : gradeLabel(words.class, notation);
  const spoken = /\D/.test(words.grade) ? words.grade : null;
  return note({ grade: known, section: key.section }, key.grade ? words.class : null, spoken ?? own);
}

function compareClasses(one: ClassRef, other: ClassRef): number {
  return (
    gradeOrdinal(one.grade) - gradeOrdinal(other.grade) ||
    sectionOrdinal(one.section) - sectionOrdinal(other.section) ||
    (one.section < other.section ? -1 : 1)
  );
}

/** The part of a class's name that names its grade: 七年级3班 → 七年级; null for 703 and 七(3)班. */
function gradeLabel(text: string, notation: Notation): string | null {
  const signs = [...text];
  for (let length = signs.length - 1; length > 0; length--) {
    const head = signs.slice(0, length).join('');
    if (/[-/.,:(（\s]$/.test(head)) continue;
    if (parseGrade(head, notation)) return head;
  }
  return null;
}

function tidy(name: string): string {
  const plain = cleanText(foldWidth(name));
  return /\p{Script=Han}/u.test(plain) ? plain.replaceAll(' ', '') : plain;
}

function count(tally: Tally, name: string): void {
  tally.set(name, (tally.get(name) ?? 0) + 1);
}

function most(tally: Tally | undefined): string | null {
  const [first] = [...(tally ?? [])].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}
