import { may } from '../access/may.js';
import { tellPerson } from '../deliveries/tell.js';
import { Refusal } from '../errors.js';
import type { Turn } from '../inbox/turn.js';
import { say } from '../language/say.js';
import { notice } from '../message/card.js';

/** The homeroom teacher's word about guardians who came with a code. Deciding twice changes nothing. */
export async function decideInvites(turn: Turn, inviteIds: readonly string[], accepted: boolean): Promise<number> {
  const { ports, school, speaker, now } = turn;
  const decided = await ports.database.transaction(async (stores) => {
    let count = 0;
    for (const waiting of await stores.invites.findWaiting(inviteIds)) {
      const [place] = await stores.classes.find(school.id, [waiting.classId]);
      if (!place || !may(speaker.roles, 'decide', { ...place, classId: place.id, groupId: null }, turn.today)) {
        throw new Refusal('people.notYourClass');
      }
      const linked = (await stores.accounts.find(waiting.accountId))?.personId ?? null;
      if (accepted && linked !== null && linked !== waiting.personId) throw new Refusal('people.accountTaken');
      if (!(await stores.invites.decide(waiting.id, accepted, speaker.person.id, now))) continue;
      count += 1;
      if (accepted) await stores.accounts.link(waiting.accountId, waiting.personId, now);
      const [person] = await stores.people.find([waiting.personId]);
      if (!person || !accepted) continue;
      const language = person.language ?? school.language;
      await tellPerson(ports, stores, school, {
        person,
        kind: 'invite.accepted',
        key: `invite.accepted:${waiting.id}`,
        subjectId: waiting.pupilId,
        card: notice(
          say(language, 'people.welcomeGuardian', { pupil: waiting.pupilName, school: school.name }),
          'good',
        ),
      });
      await stores.audit.add([
        {
          id: ports.ids.next(),
          schoolId: school.id,
          actorId: speaker.person.id,
          action: 'guardian.link',
          subjectKind: 'pupil',
          subjectId: waiting.pupilId,
          at: now,
        },
      ]);
    }
    return count;
  });
  await ports.bell.ring('deliver');
  return decided;
}
