import type { Ports } from '../ports/ports.js';
import type { SchoolRecord } from '../ports/school-store.js';
import type { Stores } from '../ports/stores.js';
import { todayIn } from '../school/school.js';
import { invite } from './invite.js';

/** Whether nobody can yet act as the school's administrator: nobody has the role, or nobody who has it has an account. */
export async function lacksAdministrator(stores: Stores, school: SchoolRecord, now: Date): Promise<boolean> {
  const scope = { kind: 'school', id: school.id } as const;
  const holders = await stores.people.holdersOf(school.id, ['administrator'], scope, todayIn(school, now));
  return (await stores.people.accountsOf(holders.map((person) => person.id))).length === 0;
}

/**
 * The one-time code that makes whoever reads it on the terminal the first administrator. Null when there is one, or when a
 * code is already out: then `invite --admin` gives another.
 */
export async function firstAdministratorCode(ports: Ports, school: SchoolRecord): Promise<string | null> {
  const now = ports.clock.school();
  return ports.database.transaction(async (stores) => {
    if (!(await lacksAdministrator(stores, school, now))) return null;
    if ((await stores.invites.open(school.tenantId, 'administrator', now)) > 0) return null;
    const [code] = await invite(ports, stores, [
      {
        tenantId: school.tenantId,
        schoolId: school.id,
        kind: 'administrator',
        personId: null,
        pupilId: null,
        createdById: null,
      },
    ]);
    return code ?? null;
  });
}
