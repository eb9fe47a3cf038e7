import { expiresAfter } from '../actions/offers.js';
import { DeliveryError } from '../errors.js';
import type { SeenAccount } from '../ports/account-store.js';
import type { AccountEmail } from '../ports/chats.js';
import type { Person } from '../ports/people-store.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { loadSchool, type School, todayIn } from '../school/school.js';
import { askHomeroomTeacher } from './ask-homeroom.js';
import { inviteDays } from './invite.js';
import type { LinkOutcome } from './link.js';

type EmailRefusal = 'noEmail' | 'emailUnverified' | 'emailUnknown' | 'emailShared' | 'otherPerson';

export type EmailOutcome =
  | Exclude<LinkOutcome, { kind: 'refused' }>
  | { readonly kind: 'refused'; readonly why: EmailRefusal };

/**
 * Finds who somebody is by the e-mail address that the platform has verified for the account. Asked only at the
 * person's own wish; the address is compared with the roster and not kept. Staff are linked at once; about a guardian
 * the homeroom teacher is asked, as with a code.
 */
export async function linkByEmail(ports: Ports, account: SeenAccount): Promise<EmailOutcome> {
  const email = await emailOf(ports, account);
  if (!email) return { kind: 'refused', why: 'noEmail' };
  if (!email.verified) return { kind: 'refused', why: 'emailUnverified' };
  const outcome = await ports.database.transaction(async (stores): Promise<EmailOutcome> => {
    const now = ports.clock.school();
    const found = await belonging(stores, account.workspaceId, email.address, now);
    const [one, another] = found;
    if (!one) return { kind: 'refused', why: 'emailUnknown' };
    // A family's common address says which family, not who.
    if (another) return { kind: 'refused', why: 'emailShared' };
    const { person, school, staff } = one;
    const accountId = await stores.accounts.see(account, ports.ids.next(), now);
    const known = (await stores.accounts.find(accountId))?.personId ?? null;
    if (known !== null && known !== person.id) return { kind: 'refused', why: 'otherPerson' };
    if (!staff) return askAbout(ports, stores, school, person, accountId);
    await stores.accounts.link(accountId, person.id, now);
    await stores.audit.add([
      {
        id: ports.ids.next(),
        schoolId: school.id,
        actorId: person.id,
        action: 'account.link.email',
        subjectKind: 'person',
        subjectId: person.id,
        at: now,
      },
    ]);
    return { kind: 'linked', schoolId: school.id, personId: person.id };
  });
  if (outcome.kind === 'waiting') await ports.bell.ring('deliver');
  return outcome;
}

/** null: the platform tells none, or does not answer now. */
async function emailOf({ chats }: Ports, { workspaceId, externalId }: SeenAccount): Promise<AccountEmail | null> {
  try {
    return await chats.emailOf(workspaceId, externalId);
  } catch (error) {
    if (error instanceof DeliveryError) return null;
    throw error;
  }
}

interface Belonging {
  readonly person: Person;
  readonly school: School;
  readonly staff: boolean;
}

/** Those with the address who have something to do in a school of the workspace today. */
async function belonging(stores: Stores, workspaceId: string, address: string, now: Date): Promise<Belonging[]> {
  const workspace = await stores.schools.findWorkspace(workspaceId);
  if (!workspace) return [];
  const found: Belonging[] = [];
  for (const person of await stores.people.byEmail(workspace.tenantId, address)) {
    const days = ['Etc/GMT-14', 'Etc/GMT+12'].map((zone) => todayIn({ zone }, now));
    const schools = await stores.people.affiliationsOf(person.id, days);
    const own = schools.find((one) => one.staff) ?? schools[0];
    if (own) found.push({ person, school: await loadSchool(stores, own.schoolId), staff: own.staff });
  }
  return found;
}

/** As if a code for one of the children had been used. */
async function askAbout(
  ports: Ports,
  stores: Stores,
  school: School,
  person: Person,
  accountId: string,
): Promise<EmailOutcome> {
  const now = ports.clock.school();
  const [pupilId] = await stores.people.childrenOf(school.id, person.id, todayIn(school, now));
  if (pupilId === undefined) return { kind: 'refused', why: 'emailUnknown' };
  const waits = { kind: 'waiting', schoolId: school.id } as const;
  if (await stores.invites.isWaiting(accountId, person.id)) return waits;
  const id = ports.ids.next();
  await stores.invites.add([
    {
      id,
      tenantId: school.tenantId,
      schoolId: school.id,
      kind: 'guardian',
      // Of a code that nobody has seen.
      codeHash: ports.secrets.fingerprint(ports.ids.secret()),
      personId: person.id,
      pupilId,
      createdById: null,
      createdAt: now,
      expiresAt: expiresAfter(now, inviteDays.guardian),
    },
  ]);
  await stores.invites.use(id, accountId, now);
  await askHomeroomTeacher(ports, stores, school.id, id);
  return waits;
}
