import { fold, keyOf } from './fold.js';
import type { PeopleIndex } from './people-index.js';
import { createIndex, type QuickEntryIndex } from './reader.js';
import type { EntriesReading, LineReading, QuickEntryContext, Target, Whole } from './reading.js';
import { scan } from './scan.js';

/**
 * The line in its plainest form; read again it comes to the same entries. "=+3" insists on points that the rubric does not
 * have, "注：" begins the note. What is not settled is printed as it was typed.
 */
export function printReading(line: LineReading, context: QuickEntryContext): string {
  if (line.kind !== 'entries') return line.source.text;
  const item = context.rubric.find((one) => one.id === line.itemId);
  const sign = line.points < 0 ? '-' : '+';
  const insisted = item === undefined || item.points === line.points ? '' : '=';
  const note = line.note === null ? '' : ` 注：${line.note}`;
  const names = namesIn(createIndex(context), line).join('、');
  return `${names} ${insisted}${sign}${Math.abs(line.points)} ${item?.code ?? ''}${note}`;
}

/** The wholes, and then whoever is named beside them. */
function namesIn(index: QuickEntryIndex, line: EntriesReading): string[] {
  const { people } = index;
  const members = new Set(line.wholes.flatMap((whole) => membersOf(people, whole)));
  const others = line.targets.filter((target) => target.kind === 'group' || !members.has(target.pupilId));
  // A class that was named holds for the names behind it: with two classes in one line each name gets its own.
  const own = line.targets.every((target) => target.classId === people.ownClassId);
  const inClass = (classId: string) => (own ? '' : `${className(people, classId)} `);
  return [
    ...line.wholes.map(({ kind, id }) => {
      if (kind === 'class') return `${inClass(id)}全班`;
      if (kind === 'dormitory') return `${[...people.dormitories.values()].find((room) => room.id === id)?.name}寝室`;
      return `${groupName(people, id, inClass)}全员`;
    }),
    ...others.map((target) => {
      if (target.kind === 'group') return groupName(people, target.groupId, inClass);
      const name = own ? plainName(index, target) : null;
      return name ?? `学号${people.pupilById.get(target.pupilId)?.studentNumber}`;
    }),
  ];
}

function membersOf(people: PeopleIndex, { kind, id }: Whole): readonly string[] {
  if (kind === 'dormitory') return [...people.dormitories.values()].find((room) => room.id === id)?.pupilIds ?? [];
  const inWhole = people.pupils.filter((pupil) => (kind === 'class' ? pupil.classId : pupil.groupId) === id);
  return inWhole.map((pupil) => pupil.id);
}

function className(people: PeopleIndex, classId: string): string {
  const names = people.classes.find((one) => one.id === classId)?.names ?? [];
  return names.find((name) => people.classNames.entries.get(keyOf(name))?.length === 1) ?? names[0] ?? '';
}

function groupName(people: PeopleIndex, groupId: string, inClass: (classId: string) => string): string {
  const home = people.classes.find((one) => one.groups.some((group) => group.id === groupId));
  const number = home?.groups.find((group) => group.id === groupId)?.number;
  return `${inClass(home?.id ?? '')}${number}组`;
}

/** The name, where it says all by itself: two pupils may share it, and it may also be a word. */
function plainName({ people, items }: QuickEntryIndex, target: Extract<Target, { kind: 'pupil' }>): string | null {
  const name = people.pupilById.get(target.pupilId)?.name ?? '';
  const [token, ...more] = scan(people, items, fold(name));
  if (token?.kind !== 'who' || token.ask || token.alsoWord || more.length > 0) return null;
  const [option] = token.options;
  const means = option?.kind === 'who' && option.targets.length === 1 ? option.targets[0] : undefined;
  return means?.kind === 'pupil' && means.pupilId === target.pupilId ? name : null;
}
