import type { Language } from '../core/language/language.js';
import { say } from '../core/language/say.js';
import { sandboxIdOf, seatPeople } from '../core/people/seat.js';
import type { Ids } from '../core/ports/clock.js';
import type { SchoolRecord } from '../core/ports/school-store.js';
import type { Stores } from '../core/ports/stores.js';
import { todayIn } from '../core/school/school.js';

export const sandboxPlatform = 'sandbox';

/** The sandbox is one workspace in each tenant that uses it. */
export const sandboxWorkspaceId = (tenantId: string) => `sandbox-${tenantId}`;

/**
 * Gives everybody of an imported roster a place in the sandbox, and the chats that a school has: one of all staff, and one
 * of families for each class. What is there already stays as it is.
 */
export async function seatSchool(stores: Stores, ids: Ids, school: SchoolRecord, now: Date): Promise<void> {
  const workspaceId = sandboxWorkspaceId(school.tenantId);
  const today = todayIn(school, now);
  await stores.schools.addWorkspace({
    id: workspaceId,
    tenantId: school.tenantId,
    platform: sandboxPlatform,
    externalId: workspaceId,
    name: school.name,
  });
  const everybody = await stores.people.everybody(school.id, today);
  await seatPeople(
    stores,
    ids,
    workspaceId,
    everybody.map((member) => member.person.id),
    now,
  );
  const { language } = school;
  const chat = async (
    audience: 'staff' | 'classParents',
    classId: string | null,
    name: string,
    members: typeof everybody,
  ) => {
    const externalId = `${audience}-${classId ?? school.id}`;
    const known = await stores.channels.findByChat(workspaceId, externalId);
    if (!known && (await stores.channels.known(workspaceId, externalId))) return;
    const channel = known ?? {
      id: ids.next(),
      schoolId: school.id,
      workspaceId,
      externalId,
      name,
      audience,
      classId,
      language: null,
      confirmedAt: null,
    };
    if (!known) await stores.channels.bind(channel, null, now);
    const seats = members.map(({ person }) => ({ externalId: sandboxIdOf(person.id), displayName: person.name }));
    await stores.channels.setMembers(channel, seats, ids.next, now);
  };
  const staff = everybody.filter((member) => member.roles.length > 0);
  await chat('staff', null, say(language, 'school.classStaff', { school: school.name }), staff);
  for (const one of await stores.classes.list(school.id, today)) {
    const families = everybody.filter((member) => member.children.some((child) => child.classId === one.id));
    const teachers = staff.filter((member) => member.roles.some((role) => role.place === one.id));
    const name = say(language, 'school.classParents', { className: one.name });
    await chat('classParents', one.id, name, [...new Set([...families, ...teachers])]);
  }
}

/** A person whom nobody knows yet: for trying an invitation. */
export const newcomerSeat = 'newcomer';

export function newcomerName(language: Language): string {
  return say(language, 'school.somebodyNew');
}
