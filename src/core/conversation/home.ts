import { carries } from '../access/may.js';
import { type Verb, verbs } from '../commands/verb.js';
import { Refusal } from '../errors.js';
import type { Turn } from '../inbox/turn.js';
import type { MessageKey } from '../language/catalogue.js';
import { say } from '../language/say.js';
import { actions, type Block, type Card, heading, paragraph } from '../message/card.js';
import type { Reply } from '../message/reply.js';
import { offersFor } from './entry-conversation.js';
import { idOf, type Press } from './press.js';
import { showDigests, waitsForApproval } from './verbs/digest.js';
import { help } from './verbs/help.js';
import { runVerb } from './verbs/run-verb.js';
import { showWeek } from './verbs/week.js';

/** A page of what waits; whoever has more finds it under each in the chat. */
const questionsShown = 5;
const goodForDays = 7;

/** The person's own page: what waits for an answer, the class or the children this week, and the quick ways to the rest. */
export async function showHome(turn: Turn): Promise<Reply> {
  const { speaker, language } = turn;
  const waiting = [...(await openQuestions(turn)), ...(await digestsToApprove(turn))];
  const week = await ownWeek(turn);
  const { card: can } = await help(turn);
  const part = (card: Card | undefined): readonly Block[] =>
    card ? [...(card.title ? [heading(card.title)] : []), ...card.blocks] : [];
  return {
    card: {
      title: say(language, 'home.title', { name: speaker.person.name }),
      tone: 'plain',
      blocks: [
        ...(waiting.length > 0 ? [heading(say(language, 'home.waits')), ...waiting] : []),
        ...part(week),
        ...(await quickWays(turn)),
        ...part(can),
      ],
    },
  };
}

/** Of a homeroom teacher the class, of a guardian the children; others have no one class that is theirs. */
async function ownWeek(turn: Turn): Promise<Card | undefined> {
  const { speaker } = turn;
  const own = speaker.roles.some((role) => role.kind === 'homeroomTeacher');
  const family = speaker.roles.length === 0 && speaker.childIds.length > 0;
  return own || family ? (await showWeek(turn, '')).card : undefined;
}

async function openQuestions(turn: Turn): Promise<readonly Block[]> {
  const { ports, school, speaker, language, now } = turn;
  const open = await ports.database.questions.openOf(school.id, speaker.person.id);
  const askers = await ports.database.people.find(open.map((question) => question.guardianId));
  const offers = offersFor(turn, goodForDays);
  const blocks = open.slice(0, questionsShown).flatMap((question): Block[] => {
    const name = askers.find((person) => person.id === question.guardianId)?.name ?? '';
    return [
      paragraph([{ text: say(language, 'question.title', { name }), strong: true }]),
      paragraph(question.text),
      actions(offers.button('question.answer', say(language, 'question.answer'), { questionId: question.id })),
    ];
  });
  await offers.save(ports.database, now);
  const more = open.length - questionsShown;
  return more > 0 ? [...blocks, paragraph(say(language, 'home.moreQuestions', { count: more }))] : blocks;
}

async function digestsToApprove(turn: Turn): Promise<readonly Block[]> {
  if ((await waitsForApproval(turn)).length === 0) return [];
  const { card } = await showDigests(turn);
  return card ? [paragraph([{ text: card.title ?? '', strong: true }]), ...card.blocks] : [];
}

interface Way {
  readonly verb: Verb;
  readonly rest: string;
  readonly label: MessageKey;
  /** null: everybody's. */
  readonly power: 'see' | 'approve' | null;
}

const ways: readonly Way[] = [
  { verb: 'week', rest: '', label: 'home.way.week', power: null },
  { verb: 'report', rest: 'missing', label: 'home.way.report', power: 'see' },
  { verb: 'digest', rest: '', label: 'home.way.digest', power: 'approve' },
  { verb: 'why', rest: '', label: 'home.way.why', power: null },
  { verb: 'settings', rest: '', label: 'home.way.settings', power: null },
];

async function quickWays(turn: Turn): Promise<readonly Block[]> {
  const { ports, speaker, language, now } = turn;
  const offers = offersFor(turn, goodForDays);
  const open = ways.filter(({ power }) => power === null || speaker.roles.some((role) => carries(role.kind, power)));
  const buttons = open.map(({ verb, rest, label }) => offers.button('verb', say(language, label), { verb, rest }));
  await offers.save(ports.database, now);
  return [actions(...buttons)];
}

/** A button that says what could have been typed. */
const sayVerb: Press = (turn, action) => {
  const verb = idOf(action, 'verb');
  if (!Object.hasOwn(verbs, verb)) throw new Refusal('press.gone');
  return runVerb(turn, { verb: verb as Verb, rest: idOf(action, 'rest') });
};

export const homePresses: Readonly<Record<string, Press>> = { verb: sayVerb };
