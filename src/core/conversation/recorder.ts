import { carries } from '../access/may.js';
import { recorderCodesAt } from '../access/record-right.js';
import { heldOn, type Role } from '../access/role.js';
import type { LocalDate } from '../calendar/local-date.js';
import type { QuickEntryContext } from '../conduct/quick-entry/reading.js';
import { mayRecord, type RubricItem } from '../conduct/rubric.js';
import type { ClassInfo, GroupInfo, RosterPupil } from '../ports/class-store.js';
import type { Stores } from '../ports/stores.js';
import type { School } from '../school/school.js';

/** Everything that one person's lines can speak of: the classes of their scope with their people, and the rubric. */
export interface RecorderScope {
  readonly classes: readonly ClassInfo[];
  readonly pupils: readonly RosterPupil[];
  readonly groups: readonly GroupInfo[];
  readonly rubric: readonly RubricItem[];
  readonly context: QuickEntryContext;
}

/**
 * The scope of a person's lines on the day. What it offers is what a card may show; what may be written is checked again,
 * place by place, when it is recorded.
 * @param boundClassId the class to which the chat is bound, meant when none is named.
 */
export async function recorderScope(
  stores: Stores,
  school: School,
  roles: readonly Role[],
  today: LocalDate,
  boundClassId: string | null,
): Promise<RecorderScope> {
  const writing = roles.filter(
    (role) =>
      role.schoolId === school.id &&
      heldOn(role, today) &&
      (carries(role.kind, 'record') || carries(role.kind, 'propose')),
  );
  const all = await stores.classes.list(school.id, today);
  const groupsOfAll = writing.some((role) => role.scopeKind === 'group')
    ? await stores.classes.groupsOf(
        school.id,
        all.map((one) => one.id),
        today,
      )
    : [];
  const classOfGroup = new Map(groupsOfAll.map((group) => [group.id, group.classId]));
  const classes = all.filter((one) =>
    writing.some(
      (role) =>
        role.scopeKind === 'school' ||
        (role.scopeKind === 'grade' && role.scopeId === one.gradeId) ||
        (role.scopeKind === 'class' && role.scopeId === one.id) ||
        (role.scopeKind === 'group' && classOfGroup.get(role.scopeId) === one.id),
    ),
  );
  const classIds = classes.map((one) => one.id);
  const pupils: RosterPupil[] = [];
  for (const classId of classIds) pupils.push(...(await stores.classes.roster(school.id, classId, today)));
  const groups = await stores.classes.groupsOf(school.id, classIds, today);
  const rubric = await stores.rubric.list(school.id, today);
  const own = writing.find((role) => role.kind === 'homeroomTeacher' && role.scopeKind === 'class');
  const bound = classIds.find((id) => id === boundClassId);
  const codes = new Set(
    classes.flatMap((one) => [
      ...recorderCodesAt(writing, { schoolId: school.id, gradeId: one.gradeId, classId: one.id, groupId: null }, today),
    ]),
  );
  const proposesOnly = !writing.some((role) => carries(role.kind, 'record'));
  const context: QuickEntryContext = {
    classes: classes.map((one) => ({
      id: one.id,
      names: [one.name],
      pupils: pupils.filter((pupil) => pupil.classId === one.id),
      groups: groups.filter((group) => group.classId === one.id),
    })),
    defaultClassId: bound ?? own?.scopeId ?? (classes.length === 1 ? (classIds[0] ?? null) : null),
    rubric,
    recorder: { mayGive: (item) => (proposesOnly ? proposing(item, codes) : mayRecord(item, codes)), proposesOnly },
  };
  return { classes, pupils, groups, rubric, context };
}

function proposing(item: RubricItem, codes: Parameters<typeof mayRecord>[1]) {
  return mayRecord(item, codes) === 'no' ? 'no' : 'propose';
}
