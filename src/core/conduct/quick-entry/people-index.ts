import { classKeys, parseClassName } from './class-names.js';
import { filedKey, isAllHan } from './fold.js';
import type { NameForm } from './form.js';
import { createLexicon, type Lexicon } from './lexicon.js';
import { formsOf } from './name-forms.js';
import type { QuickEntryClass, QuickEntryContext, QuickEntryDormitory, QuickEntryPupil, Target } from './reading.js';

/** Somebody whom a key may mean. */
export interface Hit {
  readonly form: NameForm;
  readonly pupil: IndexedPupil;
}

export interface IndexedPupil extends QuickEntryPupil {
  readonly classId: string;
  readonly target: Target;
}

/** A form of a name, made ready for comparing. */
export interface NearName {
  readonly key: string;
  readonly isHan: boolean;
  readonly hits: readonly Hit[];
}

/** A group's name ("雄鹰"), filed like a pupil's. */
export interface GroupHit {
  readonly classId: string;
  readonly groupId: string;
}

/** Everybody in scope under every form of the name, and classes, groups and dormitories by what they are called. */
export interface PeopleIndex {
  readonly classes: readonly QuickEntryClass[];
  readonly pupils: readonly IndexedPupil[];
  readonly pupilById: ReadonlyMap<string, IndexedPupil>;
  readonly names: Lexicon<Hit>;
  /** The names and sounds that a slip of the keyboard may have missed; without initials. */
  readonly nearNames: () => readonly NearName[];
  readonly studentNumbers: ReadonlyMap<string, IndexedPupil>;
  /** Two classes may share a short name (3班). */
  readonly classNames: Lexicon<string>;
  /** Classes are called 7A, 7B …: so may one be that is not in scope. */
  readonly classesAreLettered: boolean;
  readonly groupNames: Lexicon<GroupHit>;
  readonly dormitories: ReadonlyMap<string, QuickEntryDormitory>;
  /** The class that is meant when none is named: the default, or the only one. */
  readonly ownClassId: string | null;
}

export function createPeopleIndex(context: QuickEntryContext): PeopleIndex {
  const pupils = context.classes.flatMap((inClass) =>
    inClass.pupils.map((pupil) => ({
      ...pupil,
      classId: inClass.id,
      target: { kind: 'pupil', classId: inClass.id, pupilId: pupil.id } as const,
    })),
  );
  const names = createLexicon<Hit>((add) => {
    for (const pupil of pupils) for (const form of formsOf(pupil)) add(form.key, { form, pupil });
  });
  // Most messages have no slip in them.
  let near: readonly NearName[] | undefined;
  const only = context.classes.length === 1 ? context.classes[0]?.id : undefined;
  const known = context.classes.some((one) => one.id === context.defaultClassId);
  return {
    classes: context.classes,
    pupils,
    pupilById: new Map(pupils.map((pupil) => [pupil.id, pupil])),
    names,
    nearNames: () => {
      near ??= nearNamesOf(names.entries);
      return near;
    },
    studentNumbers: new Map(pupils.map((pupil) => [filedKey(pupil.studentNumber), pupil])),
    classNames: createLexicon<string>((add) => addClassNames(context.classes, add)),
    classesAreLettered: context.classes.some((one) => one.names.some((name) => /^\d{1,2}[a-z]$/u.test(filedKey(name)))),
    groupNames: createLexicon<GroupHit>((add) => addGroupNames(context.classes, add)),
    dormitories: new Map((context.dormitories ?? []).map((room) => [filedKey(room.name), room])),
    ownClassId: (known ? context.defaultClassId : only) ?? null,
  };
}

function nearNamesOf(names: ReadonlyMap<string, readonly Hit[]>): NearName[] {
  return [...names].flatMap(([key, hits]) => {
    const heard = hits.filter((hit) => hit.form.rank < 3);
    return heard.length === 0 || key.includes(',') ? [] : [{ key, isHan: isAllHan(key), hits: heard }];
  });
}

function addClassNames(classes: readonly QuickEntryClass[], add: (key: string, classId: string) => void): void {
  for (const one of classes) {
    const keys = classKeys(one.names);
    for (const name of one.names) {
      const parsed = parseClassName(name);
      if (parsed !== null) keys.add(`${parsed.number}班`).add(`${'零一二三四五六七八九'.charAt(parsed.number)}班`);
    }
    for (const key of keys) if (key !== '班') add(key, one.id);
  }
}

function addGroupNames(classes: readonly QuickEntryClass[], add: (key: string, group: GroupHit) => void): void {
  for (const one of classes) {
    for (const group of one.groups) {
      const key = filedKey(group.name ?? '');
      const keys = key === '' || /[组队]$/u.test(key) ? [key] : [key, `${key}组`, `${key}小组`, `${key}队`];
      for (const each of keys) add(each, { classId: one.id, groupId: group.id });
    }
  }
}
