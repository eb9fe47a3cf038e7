import { Refusal } from '../errors.js';
import type { Ports } from '../ports/ports.js';
import type { School } from '../school/school.js';

export interface AccountUnlink {
  readonly school: Pick<School, 'id'>;
  readonly actorId: string;
  readonly accountId: string;
  /** Whose account it is, as far as whoever unlinks it knows. */
  readonly personId: string;
}

/**
 * The account is nobody's any more: nothing goes there, what waits for it is not sent, and its old code does not let it
 * in again.
 * @throws Refusal when it is not that person's (any more).
 */
export async function unlinkAccount(ports: Ports, unlink: AccountUnlink): Promise<void> {
  const { school, actorId, accountId, personId } = unlink;
  await ports.database.transaction(async (stores) => {
    const account = await stores.accounts.find(accountId);
    if (account?.personId !== personId) throw new Refusal('unlink.notLinked');
    await stores.accounts.unlink(accountId);
    await stores.invites.forgetAccount(accountId);
    await stores.audit.add([
      {
        id: ports.ids.next(),
        schoolId: school.id,
        actorId,
        action: 'account.unlink',
        subjectKind: 'person',
        subjectId: personId,
        at: ports.clock.school(),
      },
    ]);
  });
}
