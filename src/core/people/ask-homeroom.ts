import { createOffers, expiresAfter } from '../actions/offers.js';
import { tellPerson } from '../deliveries/tell.js';
import { say } from '../language/say.js';
import { actions, type Card, list, paragraph } from '../message/card.js';
import type { WaitingInvite } from '../ports/invite-store.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { sayRelation } from '../roster/relation.js';
import { loadSchool, todayIn } from '../school/school.js';

/** The homeroom teacher is asked about a guardian whose account has come; until the answer it is told nothing. */
export async function askHomeroomTeacher(
  ports: Ports,
  stores: Stores,
  schoolId: string,
  inviteId: string,
): Promise<void> {
  const now = ports.clock.school();
  const [mine] = await stores.invites.findWaiting([inviteId]);
  if (!mine) return;
  const school = await loadSchool(stores, schoolId);
  const waiting = await stores.invites.waiting(schoolId, mine.classId);
  const teachers = await stores.people.homeroomTeachersOf(schoolId, [mine.classId], todayIn(school, now));
  for (const { person } of teachers) {
    const language = person.language ?? school.language;
    const offers = createOffers(ports.ids, { schoolId, personId: person.id, expiresAt: expiresAfter(now, 14) });
    const card = waitingCard(waiting, language, (kind, ids) =>
      offers.button(
        `invite.${kind}`,
        say(language, kind === 'accept' ? 'people.acceptAll' : 'people.declineAll', { count: ids.length }),
        { inviteIds: ids.join(' ') },
        { style: kind === 'accept' ? 'primary' : 'plain' },
      ),
    );
    await offers.save(stores, now);
    await tellPerson(ports, stores, school, {
      person,
      kind: 'invite.waiting',
      key: `invite.waiting:${inviteId}:${person.id}`,
      subjectId: mine.classId,
      card,
    });
  }
}

/** Everybody who waits, once: a batch of thirty grandparents is one press, not thirty. */
function waitingCard(
  waiting: readonly WaitingInvite[],
  language: Parameters<typeof say>[0],
  button: (kind: 'accept' | 'decline', ids: readonly string[]) => ReturnType<ReturnType<typeof createOffers>['button']>,
): Card {
  const ids = waiting.map((one) => one.id);
  return {
    title: say(language, 'people.waitingTitle', { count: waiting.length }),
    tone: 'attention',
    blocks: [
      paragraph(say(language, 'people.waitingIntro')),
      list(
        waiting.map((one) =>
          say(language, 'people.waitingLine', {
            pupil: one.pupilName,
            person: one.personName,
            relation: sayRelation(language, one.relation),
            account: one.displayName ?? '–',
          }),
        ),
      ),
      actions(button('accept', ids), button('decline', ids)),
    ],
  };
}
