import { tellPerson } from '../deliveries/tell.js';
import { Refusal } from '../errors.js';
import { say } from '../language/say.js';
import { notice } from '../message/card.js';
import type { SeenAccount } from '../ports/account-store.js';
import type { Member } from '../ports/people-store.js';
import type { Ports } from '../ports/ports.js';
import { type School, todayIn } from '../school/school.js';

export interface AccountLink {
  readonly school: School;
  /** The administrator. */
  readonly actorId: string;
  readonly account: SeenAccount;
  readonly personId: string;
}

/**
 * An administrator's word that the account is this person's. The account is told, so that a mistake is seen by whoever
 * has it.
 * @throws Refusal when the account is somebody's already, the person has nothing to do here, or it may be a pupil's.
 */
export async function linkAccount(ports: Ports, link: AccountLink): Promise<void> {
  const { school, actorId, account, personId } = link;
  const now = ports.clock.school();
  await ports.database.transaction(async (stores) => {
    const member = await stores.people.member(school.id, personId, todayIn(school, now));
    if (!member || !belongs(member)) throw new Refusal('link.personGone');
    const { name, language } = member.person;
    const shown = account.displayName?.trim() ?? '';
    // A child's own account would get what only adults may read.
    if (shown !== name && (await stores.classes.isPupilName(school.id, shown))) throw new Refusal('link.pupil');
    const accountId = await stores.accounts.see(account, ports.ids.next(), now);
    const known = (await stores.accounts.find(accountId))?.personId ?? null;
    if (known === personId) return;
    if (known !== null) throw new Refusal('link.taken');
    await stores.accounts.link(accountId, personId, now);
    await stores.audit.add([
      {
        id: ports.ids.next(),
        schoolId: school.id,
        actorId,
        action: 'account.link',
        subjectKind: 'person',
        subjectId: personId,
        at: now,
      },
    ]);
    const words = say(language ?? school.language, 'link.byAdministrator', { name, school: school.name });
    await tellPerson(ports, stores, school, {
      person: member.person,
      kind: 'account.linked',
      key: `account.linked:${accountId}:${ports.ids.next()}`,
      subjectId: personId,
      card: notice(words, 'good'),
    });
  });
  await ports.bell.ring('deliver');
}

/** A guardian who may not be told anything about the child belongs to nothing. */
export function belongs({ roles, children }: Pick<Member, 'roles' | 'children'>): boolean {
  return roles.length > 0 || children.length > 0;
}
