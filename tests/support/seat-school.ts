import { say } from '../../src/core/language/say.js';
import type { SchoolRecord, WorkspaceRecord } from '../../src/core/ports/school-store.js';
import { todayIn } from '../../src/core/school/school.js';
import type { TestProgram } from './program.js';

/** The double of a platform, as far as people and chats come into being there. */
export interface Seats {
  readonly workspace: Omit<WorkspaceRecord, 'tenantId'>;
  /** Under what the platform knows a person, and a chat. */
  accountOf(personId: string): string;
  chatOf(id: string): string;
  addPerson(personId: string, name: string): Promise<unknown>;
  addChat(chat: string, name: string, personIds: readonly string[]): Promise<unknown>;
  invite(chat: string, personId: string): Promise<unknown>;
}

/** Gives everybody an account and the chats that a school has: one of all staff, and one of families for each class. */
export async function seatSchool(
  seats: Seats,
  { ports, clock }: TestProgram['program'],
  school: SchoolRecord,
): Promise<void> {
  const { database: stores, ids } = ports;
  const { workspace } = seats;
  const now = clock.school();
  const today = todayIn(school, now);
  const { tenantId, language } = school;
  await stores.schools.addWorkspace({ ...workspace, tenantId });
  const everybody = await stores.people.everybody(school.id, today);
  for (const { person } of everybody) {
    const externalId = seats.accountOf(person.id);
    if (await stores.people.findByAccount(workspace.id, externalId)) continue;
    await seats.addPerson(person.id, person.name);
    await stores.accounts.addLinked(
      [{ id: ids.next(), workspaceId: workspace.id, externalId, personId: person.id }],
      now,
    );
  }
  const chat = async (
    audience: 'staff' | 'classParents',
    classId: string | null,
    name: string,
    people: typeof everybody,
  ) => {
    const externalId = seats.chatOf(classId ?? school.id);
    const personIds = people.map(({ person }) => person.id);
    const known = await stores.channels.findByChat(workspace.id, externalId);
    if (known) for (const id of personIds) await seats.invite(externalId, id);
    else await seats.addChat(externalId, name, personIds);
    const channel = known ?? {
      id: ids.next(),
      schoolId: school.id,
      workspaceId: workspace.id,
      externalId,
      name,
      audience,
      classId,
      language: null,
      confirmedAt: null,
    };
    if (!known) await stores.channels.bind(channel, null, now);
    const accounts = people.map(({ person }) => ({
      externalId: seats.accountOf(person.id),
      displayName: person.name,
    }));
    await stores.channels.setMembers(channel, accounts, ids.next, now);
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
