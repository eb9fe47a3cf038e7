import { recordRight } from '../access/record-right.js';
import type { Place } from '../access/role.js';
import type { LocalDate } from '../calendar/local-date.js';
import { Refusal } from '../errors.js';
import type { MessageKey } from '../language/catalogue.js';
import type { Params } from '../language/say.js';
import type { ClassInfo, RosterPupil } from '../ports/class-store.js';
import type { Stores } from '../ports/stores.js';
import type { School } from '../school/school.js';
import type { EntryLine } from './entry-line.js';
import { maxPoints } from './quick-entry/reading.js';
import type { RubricItem } from './rubric.js';

/** What holds for a line now: it stands as it was shown, its item reads otherwise by now, or it may not be written. */
export type LineCheck =
  | { readonly kind: 'ok'; readonly place: Place }
  | { readonly kind: 'changed'; readonly item: RubricItem }
  | { readonly kind: 'refused'; readonly key: MessageKey; readonly params: Params };

/**
 * Holds lines against what is true now: the rubric, the writer's rights today, the class on the day they speak of. A
 * preview may be a day old, and nothing is written that would not be offered now.
 */
export async function checkLines(
  stores: Stores,
  school: School,
  personId: string,
  lines: readonly EntryLine[],
  today: LocalDate,
): Promise<readonly LineCheck[]> {
  const rubric = await stores.rubric.list(school.id, today);
  const roles = await stores.people.rolesAt(school.id, personId, today);
  const classes = await stores.classes.find(school.id, [...new Set(lines.map((line) => line.classId))]);
  const pupils = await pupilsOn(stores, school.id, lines);
  const groups = await groupsIn(stores, school.id, lines, today);
  return lines.map((line): LineCheck => {
    const item = rubric.find((one) => one.code === line.itemCode);
    if (!item) return { kind: 'refused', key: 'conduct.itemEnded', params: { item: line.familyText } };
    const name = line.familyText;
    const wrong = wrongWith(line, item, today);
    if (wrong)
      return {
        kind: 'refused',
        key: wrong,
        params: { item: name, points: line.points, max: maxPoints, on: { day: line.occurredOn } },
      };
    const place = placeOf(line, classes, pupils, groups);
    if (!place) return { kind: 'refused', key: 'conduct.notInClass', params: { on: { day: line.occurredOn } } };
    const right = recordRight(roles, item, place, today);
    if (right === null || (line.as === 'give' && right === 'propose')) {
      return { kind: 'refused', key: 'conduct.notYours', params: { item: name } };
    }
    const asShown = item.id === line.rubricItemId && item.points === line.rubricPoints;
    return asShown ? { kind: 'ok', place } : { kind: 'changed', item };
  });
}

/** The first thing that keeps lines from being written, thrown; else their places. */
export function placesOrRefuse(checks: readonly LineCheck[], lines: readonly EntryLine[]): readonly Place[] {
  return checks.map((check, index) => {
    if (check.kind === 'ok') return check.place;
    if (check.kind === 'refused') throw new Refusal(check.key, check.params);
    throw new Refusal('conduct.itemEnded', { item: lines[index]?.familyText ?? '' });
  });
}

function wrongWith(line: EntryLine, item: RubricItem, today: LocalDate): MessageKey | null {
  if (item.serious) return 'conduct.serious';
  if (line.everyone && line.points < 0) return 'conduct.minusForAll';
  if (line.occurredOn > today) return 'conduct.future';
  const fits = { plus: line.points > 0, minus: line.points < 0, neutral: line.points === 0 }[item.kind];
  const halves = Number.isInteger(line.points * 2) && Math.abs(line.points) <= maxPoints;
  return fits && halves ? null : 'conduct.points';
}

/** The pupils of the lines where they were on the line's day, by pupil and day. */
async function pupilsOn(
  stores: Stores,
  schoolId: string,
  lines: readonly EntryLine[],
): Promise<ReadonlyMap<string, RosterPupil>> {
  const found = new Map<string, RosterPupil>();
  const idsByDay = new Map<LocalDate, string[]>();
  for (const { subject, occurredOn } of lines) {
    if (subject.kind !== 'pupil') continue;
    const ids = idsByDay.get(occurredOn);
    if (ids) ids.push(subject.id);
    else idsByDay.set(occurredOn, [subject.id]);
  }
  for (const [on, ids] of idsByDay) {
    for (const pupil of await stores.classes.pupilsAt(schoolId, ids, on)) found.set(`${pupil.id} ${on}`, pupil);
  }
  return found;
}

/** Groups of the lines' classes, as "class group"; none is asked for when no line is a group's own. */
async function groupsIn(
  stores: Stores,
  schoolId: string,
  lines: readonly EntryLine[],
  today: LocalDate,
): Promise<ReadonlySet<string>> {
  const classIds = lines.flatMap((line) => (line.subject.kind === 'group' ? [line.classId] : []));
  if (classIds.length === 0) return new Set();
  const groups = await stores.classes.groupsOf(schoolId, [...new Set(classIds)], today);
  return new Set(groups.map((group) => `${group.classId} ${group.id}`));
}

function placeOf(
  { subject, classId, occurredOn }: EntryLine,
  classes: readonly ClassInfo[],
  pupils: ReadonlyMap<string, RosterPupil>,
  groups: ReadonlySet<string>,
): Place | null {
  const found = classes.find((one) => one.id === classId);
  if (!found) return null;
  const { schoolId, gradeId } = found;
  if (subject.kind === 'group') {
    return groups.has(`${classId} ${subject.id}`) ? { schoolId, gradeId, classId, groupId: subject.id } : null;
  }
  const pupil = pupils.get(`${subject.id} ${occurredOn}`);
  return pupil?.classId === classId ? { schoolId, gradeId, classId, groupId: pupil.groupId } : null;
}
