import type { RubricItem } from '../conduct/rubric.js';
import { groupLabel } from '../digests/words.js';
import type { Language } from '../language/language.js';
import { say } from '../language/say.js';
import type { ClassInfo, GroupInfo, RosterPupil } from '../ports/class-store.js';

/** What ids are called on a card, so that two people of one name are told apart. */
export interface Names {
  pupil(id: string): string;
  group(id: string): string;
  item(id: string): string;
}

export interface NameFacts {
  readonly classes: readonly ClassInfo[];
  readonly pupils: readonly RosterPupil[];
  readonly groups: readonly GroupInfo[];
  readonly rubric: readonly RubricItem[];
}

/** With more than one class in sight, every name carries its class; with a namesake in the class, its number too. */
export function createNames({ classes, pupils, groups, rubric }: NameFacts, language: Language): Names {
  const classNames = new Map(classes.map((one) => [one.id, one.name]));
  const several = classes.length > 1;
  const namesakes = new Map<string, number>();
  const homonym = (pupil: RosterPupil) => `${pupil.classId} ${pupil.name}`;
  for (const pupil of pupils) namesakes.set(homonym(pupil), (namesakes.get(homonym(pupil)) ?? 0) + 1);
  const inClass = (name: string, classId: string) =>
    several ? say(language, 'entry.inClass', { name, className: classNames.get(classId) ?? '' }) : name;
  const pupilById = new Map(pupils.map((pupil) => [pupil.id, pupil]));
  const groupById = new Map(groups.map((group) => [group.id, group]));
  const itemById = new Map(rubric.map((item) => [item.id, item]));
  return {
    pupil(id) {
      const pupil = pupilById.get(id);
      if (!pupil) return '–';
      const unique = (namesakes.get(homonym(pupil)) ?? 0) < 2;
      const number = pupil.classNumber ?? pupil.studentNumber;
      const name = unique
        ? pupil.name
        : say(language, 'entry.withNumber', { name: pupil.name, number: String(number) });
      return inClass(name, pupil.classId);
    },
    group(id) {
      const group = groupById.get(id);
      return group ? inClass(groupLabel(group, language), group.classId) : '–';
    },
    item(id) {
      const item = itemById.get(id);
      if (!item) return '–';
      return language === 'zh-CN' ? item.nameZh : item.nameEn;
    },
  };
}
