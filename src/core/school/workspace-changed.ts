import { say } from '../language/say.js';
import { notice } from '../message/card.js';
import type { InboundOf } from '../message/inbound.js';
import { administratorsOf, tellAdministrators } from '../people/administrators.js';
import type { Ports } from '../ports/ports.js';
import { loadSchool } from './school.js';

/**
 * A workspace that does not let the program in: what is meant for it waits, and the administrators who can be reached
 * elsewhere are told, once. Let in again, everything goes on that is still useful.
 */
export async function noteWorkspace(ports: Ports, news: InboundOf<'workspaceChanged'>, eventId: string): Promise<void> {
  const { database } = ports;
  const { workspaceId, open } = news;
  const now = ports.clock.school();
  const workspace = await database.schools.findWorkspace(workspaceId);
  if (!workspace) return;
  const records = (await database.schools.list()).filter((one) => one.tenantId === workspace.tenantId);
  const schools = await Promise.all(records.map((one) => loadSchool(database, one.id)));
  await database.transaction(async (stores) => {
    const changed = await stores.schools.setOpen(workspaceId, open, news.reason ?? null, now);
    if (open) return stores.deliveries.resume(workspaceId);
    if (!changed) return;
    for (const school of schools) {
      const people = await administratorsOf(stores, school, now);
      const accounts = await stores.people.accountsOf(people.map((person) => person.id));
      const elsewhere = new Set(accounts.filter((one) => one.workspaceId !== workspaceId).map((one) => one.personId));
      await tellAdministrators(
        ports,
        stores,
        school,
        people.filter((person) => elsewhere.has(person.id)),
        {
          kind: 'workspace.closed',
          key: `workspace.closed:${workspaceId}:${eventId}:${school.id}`,
          subjectId: school.id,
          card: (language) => notice(say(language, 'chat.workspaceClosed', { name: workspace.name }), 'attention'),
        },
      );
    }
  });
  await ports.bell.ring('deliver');
}
