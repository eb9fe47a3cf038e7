import { say } from '../language/say.js';
import type { Invite } from '../ports/invite-store.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { loadSchool, todayIn } from '../school/school.js';
import { askHomeroomTeacher } from './ask-homeroom.js';
import { normalizeCode } from './code.js';

export interface LinkRequest {
  readonly workspaceId: string;
  readonly externalId: string;
  readonly displayName?: string | undefined;
  readonly code: string;
}

export type LinkOutcome =
  | { readonly kind: 'linked'; readonly schoolId: string; readonly personId: string }
  /** A guardian: the homeroom teacher has been asked. */
  | { readonly kind: 'waiting'; readonly schoolId: string }
  | { readonly kind: 'refused'; readonly why: RefusedCode };

type RefusedCode = 'unknownCode' | 'codeExpired' | 'codeUsed' | 'noSchool' | 'otherTenant' | 'otherPerson';

/**
 * Uses an invitation for the account. Staff and administrators are linked at once; a guardian's link takes effect when the
 * homeroom teacher says yes, because a code on paper can be lost on the way home.
 */
export async function linkByCode(ports: Ports, request: LinkRequest): Promise<LinkOutcome> {
  const now = ports.clock.school();
  const codeHash = ports.secrets.fingerprint(normalizeCode(request.code));
  const outcome = await ports.database.transaction(async (stores): Promise<LinkOutcome> => {
    const invite = await stores.invites.findByFingerprint(codeHash);
    if (!invite) return { kind: 'refused', why: 'unknownCode' };
    if (!invite.usedAt && invite.expiresAt <= now) return { kind: 'refused', why: 'codeExpired' };
    const workspace = await stores.schools.findWorkspace(request.workspaceId);
    if (workspace?.tenantId !== invite.tenantId) return { kind: 'refused', why: 'otherTenant' };
    const schoolId = invite.schoolId ?? (await onlySchoolOf(stores, invite.tenantId));
    if (!schoolId) return { kind: 'refused', why: 'noSchool' };
    const accountId = await stores.accounts.see(request, ports.ids.next(), now);
    const known = (await stores.accounts.find(accountId))?.personId ?? null;
    // An account is one person: linked to a second one, it would lose the first with all their children or classes.
    if (known && invite.personId && known !== invite.personId) return { kind: 'refused', why: 'otherPerson' };
    // The same account with the same code is the same event come again: it is told the same.
    const mine = invite.usedAt
      ? invite.usedByAccountId === accountId
      : await stores.invites.use(invite.id, accountId, now);
    if (!mine) return { kind: 'refused', why: 'codeUsed' };
    if (invite.kind === 'guardian') {
      await askHomeroomTeacher(ports, stores, schoolId, invite.id);
      return { kind: 'waiting', schoolId };
    }
    const personId = invite.personId ?? known ?? (await addPerson(ports, stores, invite, schoolId, request, now));
    if (invite.kind === 'administrator') await makeAdministrator(ports, stores, schoolId, personId, now);
    await stores.accounts.link(accountId, personId, now);
    return { kind: 'linked', schoolId, personId };
  });
  if (outcome.kind === 'waiting') await ports.bell.ring('deliver');
  return outcome;
}

async function onlySchoolOf(stores: Stores, tenantId: string): Promise<string | null> {
  const schools = (await stores.schools.list()).filter((school) => school.tenantId === tenantId);
  return schools[0]?.id ?? null;
}

/** The one-time code makes a person out of whoever holds the terminal. */
async function addPerson(
  ports: Ports,
  stores: Stores,
  invite: Invite,
  schoolId: string,
  request: LinkRequest,
  now: Date,
): Promise<string> {
  const school = await loadSchool(stores, schoolId);
  const personId = ports.ids.next();
  const name = request.displayName ?? say(school.language, 'people.administrator');
  await stores.accounts.addPerson({ id: personId, tenantId: invite.tenantId, name, language: null, createdAt: now });
  return personId;
}

async function makeAdministrator(ports: Ports, stores: Stores, schoolId: string, personId: string, now: Date) {
  const { zone } = await loadSchool(stores, schoolId);
  await stores.accounts.addRole({
    id: ports.ids.next(),
    schoolId,
    personId,
    kind: 'administrator',
    scopeKind: 'school',
    scopeId: schoolId,
    fromOn: todayIn({ zone }, now),
  });
}
