import { createOffers, expiresAfter } from '../actions/offers.js';
import type { Proposal } from '../conduct/proposal.js';
import { confirmProposals, declineProposals } from '../conduct/proposals.js';
import { promptPerson } from '../deliveries/prompt.js';
import type { Turn } from '../inbox/turn.js';
import type { Language } from '../language/language.js';
import { say, sayPoints } from '../language/say.js';
import { actions, type Block, type Card, list, notice, paragraph } from '../message/card.js';
import type { StoredAction } from '../ports/action-store.js';
import type { Stores } from '../ports/stores.js';
import type { School } from '../school/school.js';
import { createNames, type Names } from './names.js';
import { idOf, type Press } from './press.js';

/**
 * Tells the homeroom teachers what a checker saw; they confirm what was good together and each minus by itself. Past the
 * weekly budget of prompts it waits in `week` and in the round's card, which count what is open.
 */
export async function tellProposals(
  turn: Pick<Turn, 'ports' | 'school' | 'now' | 'today'>,
  proposals: readonly Proposal[],
): Promise<void> {
  if (proposals.length === 0) return;
  const { ports, school, now, today } = turn;
  await ports.database.transaction(async (stores) => {
    for (const classId of new Set(proposals.map((one) => one.classId))) {
      const ofClass = proposals.filter((one) => one.classId === classId);
      const teachers = await stores.people.homeroomTeachersOf(school.id, [classId], today);
      for (const { person } of teachers) {
        const language = person.language ?? school.language;
        const names = await proposalNames(stores, school, ofClass, language, turn);
        const offers = createOffers(ports.ids, {
          schoolId: school.id,
          personId: person.id,
          expiresAt: expiresAfter(now, 14),
        });
        const card = proposalsCard(ofClass, names, language, offers);
        await offers.save(stores, now);
        await promptPerson(ports, stores, school, {
          person,
          kind: 'proposal',
          key: `proposal:${ofClass[0]?.id}:${person.id}`,
          subjectId: classId,
          card,
        });
      }
    }
  });
  await ports.bell.ring('deliver');
}

export async function proposalNames(
  stores: Stores,
  school: School,
  proposals: readonly Proposal[],
  language: Language,
  { today }: Pick<Turn, 'today'>,
): Promise<Names> {
  const classIds = [...new Set(proposals.map((one) => one.classId))];
  const classes = await stores.classes.find(school.id, classIds);
  const pupils = [];
  for (const classId of classIds) pupils.push(...(await stores.classes.roster(school.id, classId, today)));
  const groups = await stores.classes.groupsOf(school.id, classIds, today);
  const rubric = await stores.rubric.find(school.id, [...new Set(proposals.flatMap((one) => one.rubricItemId ?? []))]);
  return createNames({ classes, pupils, groups, rubric }, language);
}

/** Proposals with their buttons: plus and neutral as one batch, each minus for itself. */
export function proposalsCard(
  proposals: readonly Proposal[],
  names: Names,
  language: Language,
  offers: ReturnType<typeof createOffers>,
): Card {
  const text = ({ subject, points, rubricItemId, familyText, staffNote }: Proposal) => {
    const who = subject.kind === 'pupil' ? names.pupil(subject.id) : names.group(subject.id);
    const item = rubricItemId ? names.item(rubricItemId) : familyText;
    const line = say(language, 'entry.line', { who, points: sayPoints(points), item });
    return staffNote ? say(language, 'entry.noted', { line, note: staffNote }) : line;
  };
  const buttons = (batch: readonly Proposal[]) => {
    const payload = { proposalIds: batch.map((one) => one.id).join(' ') };
    return actions(
      offers.button('proposal.confirm', say(language, 'proposal.confirm', { count: batch.length }), payload, {
        style: 'primary',
      }),
      offers.button('proposal.decline', say(language, 'proposal.decline', { count: batch.length }), payload),
    );
  };
  const together = proposals.filter((one) => one.points >= 0);
  const single = proposals.filter((one) => one.points < 0);
  const blocks: Block[] = [];
  if (together.length > 0) blocks.push(list(together.map(text)), buttons(together));
  for (const one of single) blocks.push(paragraph(text(one)), buttons([one]));
  const [first] = proposals.map((one) => one.lapsesOn).sort();
  if (first) blocks.push(paragraph(say(language, 'proposal.lapses', { on: { day: first } })));
  return { title: say(language, 'proposal.title', { count: proposals.length }), tone: 'attention', blocks };
}

const ids = (action: StoredAction) => idOf(action, 'proposalIds').split(' ');

/** What was decided, and what of the same classes still waits: the answer takes the place of the card that showed both. */
async function withTheRest(turn: Turn, proposalIds: readonly string[], said: string): Promise<Card> {
  const { ports, school, speaker, language, now } = turn;
  const { database } = ports;
  const decided = await database.proposals.find(school.id, proposalIds);
  const open = await database.proposals.openOf(school.id, [...new Set(decided.map((one) => one.classId))]);
  if (open.length === 0) return notice(said, 'done');
  const names = await proposalNames(database, school, open, language, turn);
  const scope = { schoolId: school.id, personId: speaker.person.id, expiresAt: expiresAfter(now, 14) };
  const offers = createOffers(ports.ids, scope);
  const rest = proposalsCard(open, names, language, offers);
  await offers.save(database, now);
  return { ...rest, blocks: [paragraph(said), { kind: 'divider' }, ...rest.blocks] };
}

export const proposalPresses: Readonly<Record<string, Press>> = {
  'proposal.confirm': async (turn, action) => {
    const { ports, school, speaker, language, eventId } = turn;
    const { confirmed, lapsed, decidedBefore } = await confirmProposals(ports, {
      school,
      personId: speaker.person.id,
      proposalIds: ids(action),
      sourceKey: eventId,
    });
    const counts = { confirmed: confirmed.length, lapsed: lapsed.length, before: decidedBefore.length };
    return { card: await withTheRest(turn, ids(action), say(language, 'proposal.confirmed', counts).trim()) };
  },
  'proposal.decline': async (turn, action) => {
    const { ports, school, speaker, language } = turn;
    const declined = await declineProposals(ports, { school, personId: speaker.person.id, proposalIds: ids(action) });
    const said = say(language, 'proposal.declined', { count: declined.length });
    return { card: await withTheRest(turn, ids(action), said) };
  },
};
