import type { Offers } from '../actions/offers.js';
import { Refusal } from '../errors.js';
import type { Turn } from '../inbox/turn.js';
import { say } from '../language/say.js';
import { actions, type Block, paragraph } from '../message/card.js';
import type { RosterPupil } from '../ports/class-store.js';

/** Children for whom the speaker may say yes or no: those of legal guardians and entrusted carers, not of contacts. */
async function childrenToDecideFor({ ports, school, speaker, today }: Turn): Promise<readonly RosterPupil[]> {
  const links = await ports.database.people.guardiansOf(school.id, speaker.childIds, today);
  const mine = links.filter((link) => link.person.id === speaker.person.id && link.kind !== 'contact');
  return ports.database.classes.pupilsAt(
    school.id,
    mine.map((link) => link.pupilId),
    today,
  );
}

/** For each child: whether the class may read its name beside praise, and the button that changes it. */
export async function consentBlocks(turn: Turn, offers: Offers): Promise<Block[]> {
  const { ports, school, language } = turn;
  const children = await childrenToDecideFor(turn);
  const states = await ports.database.consents.statesOf(
    school.id,
    children.map((child) => child.id),
    'praise',
  );
  return children.flatMap((child) => {
    const granted = states.get(child.id) === 'granted';
    const label = say(language, granted ? 'consent.withdraw' : 'consent.grant');
    return [
      paragraph(say(language, granted ? 'consent.granted' : 'consent.notGranted', { name: child.name })),
      actions(offers.button('consent.praise', label, { pupilId: child.id, grant: !granted })),
    ];
  });
}

/** Every answer is a row: a consent that was withdrawn was once given. */
export async function giveConsent(turn: Turn, pupilId: string, grant: boolean): Promise<void> {
  const { ports, school, speaker, now } = turn;
  const children = await childrenToDecideFor(turn);
  if (!children.some((child) => child.id === pupilId)) throw new Refusal('press.notYours');
  const states = await ports.database.consents.statesOf(school.id, [pupilId], 'praise');
  const refusal = states.get(pupilId) === 'granted' ? 'withdrawn' : 'refused';
  await ports.database.transaction(async (stores) => {
    const at = { schoolId: school.id, at: now };
    await stores.consents.add([
      {
        ...at,
        id: ports.ids.next(),
        pupilId,
        purpose: 'praise',
        state: grant ? 'granted' : refusal,
        givenById: speaker.person.id,
        recordedById: null,
      },
    ]);
    await stores.audit.add([
      {
        ...at,
        id: ports.ids.next(),
        actorId: speaker.person.id,
        action: grant ? 'consent.grant' : 'consent.withdraw',
        subjectKind: 'pupil',
        subjectId: pupilId,
      },
    ]);
  });
}
