import { createOffers, expiresAfter } from '../actions/offers.js';
import { expireDrafts } from '../conduct/drafts.js';
import { lapseProposals } from '../conduct/proposals.js';
import { tellPerson } from '../deliveries/tell.js';
import type { OccurrenceHandler } from '../due/sweep.js';
import { say } from '../language/say.js';
import { actions, paragraph } from '../message/card.js';
import type { Ports } from '../ports/ports.js';
import { forwardUndirected } from '../questions/undirected.js';
import { todayIn } from '../school/school.js';
import { askApproval, lockClass, remindApproval, sendWeekNotes } from './digests.js';
import type { WeekKind } from './plan.js';
import { escalateClass, openClassRound, remindClass } from './rounds.js';
import { toHandler, type WeekWork } from './week-work.js';

/** What ends by itself: proposals nobody confirmed, previews nobody pressed, questions nobody directed, dead buttons. */
const endOfDay: WeekWork = async ({ ports, school, now }) => {
  await lapseProposals(ports, school);
  await expireDrafts(ports, school);
  await forwardUndirected({ ports, school, now, today: todayIn(school, now) });
  await ports.database.actions.forget(now);
  return async () => null;
};

/** The library knows no holidays of that year: a person has to enter or confirm them, nothing is guessed in silence. */
const announceYear: WeekWork = async ({ ports, school, occurrence, now }) => {
  return async (stores) => {
    const scope = { kind: 'school', id: school.id } as const;
    for (const person of await stores.people.holdersOf(school.id, ['administrator'], scope, todayIn(school, now))) {
      const language = person.language ?? school.language;
      const year = occurrence.dueKey;
      const offers = createOffers(ports.ids, {
        schoolId: school.id,
        personId: null,
        expiresAt: expiresAfter(now, 120),
      });
      const confirm = offers.button('year.confirm', say(language, 'schoolDay.confirm', { year }), { year });
      await offers.save(stores, now);
      await tellPerson(ports, stores, school, {
        person,
        kind: 'year.unconfirmed',
        key: `year.unconfirmed:${school.id}:${year}:${person.id}`,
        subjectId: school.id,
        card: {
          tone: 'attention',
          blocks: [
            paragraph(say(language, 'calendar.unconfirmed', { years: year })),
            paragraph(say(language, 'schoolDay.how')),
            actions(confirm),
          ],
        },
      });
    }
    return null;
  };
};

const work: Readonly<Record<WeekKind, WeekWork>> = {
  'round.open': openClassRound,
  'round.remind': remindClass,
  'round.escalate': escalateClass,
  'round.lock': lockClass,
  'notes.send': sendWeekNotes,
  'digests.ask': askApproval,
  'digests.remind': remindApproval,
  'proposals.lapse': endOfDay,
  'year.unconfirmed': announceYear,
};

export function weekHandlers(ports: Ports): Readonly<Record<string, OccurrenceHandler>> {
  return Object.fromEntries(Object.entries(work).map(([kind, one]) => [kind, toHandler(ports, one)]));
}
