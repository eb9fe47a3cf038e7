import type { Offers } from '../actions/offers.js';
import { bindChat, type Purpose, unbindChat } from '../channels/bind-chat.js';
import { type ChatRef, obstacleTo, seeChat } from '../channels/see-chat.js';
import { Refusal } from '../errors.js';
import type { Turn } from '../inbox/turn.js';
import { say } from '../language/say.js';
import { actions, type Card, notice, paragraph } from '../message/card.js';
import type { StoredAction } from '../ports/action-store.js';
import { mayAdminister } from './administer.js';
import { askCard, type ChatInQuestion, choiceCard, sayPurpose } from './bind-cards.js';
import { offersFor } from './entry-conversation.js';
import { idOf, type Press } from './press.js';

const goodForDays = 7;

/** What may be said in a chat follows from its binding, so only an administrator may ask about it. */
export function requireAdministrator(turn: Turn): void {
  if (!mayAdminister(turn)) throw new Refusal('bind.administratorsOnly');
}

/** The chat with everything that a card about it says. */
async function inQuestion({ ports, school, today }: Turn, at: ChatRef): Promise<ChatInQuestion> {
  const seen = await seeChat(ports, at);
  const channel = await ports.database.channels.findByChat(at.workspaceId, at.chat);
  const classes = await ports.database.classes.list(school.id, today);
  return { at, seen, channel, classes };
}

async function answered(turn: Turn, make: (offers: Offers) => Card | Promise<Card>): Promise<Card> {
  const offers = offersFor(turn, goodForDays);
  const card = await make(offers);
  await turn.ports.database.transaction((stores) => offers.save(stores, turn.now));
  return card;
}

/** What the chat may be, to choose from. */
export async function offerPurposes(turn: Turn, at: ChatRef): Promise<Card> {
  const chat = await inQuestion(turn, at);
  return answered(turn, (offers) => choiceCard(turn, offers, chat));
}

/** Shows what the chat would be; nothing is bound before somebody says yes to that. */
export async function askPurpose(turn: Turn, at: ChatRef, purpose: Purpose): Promise<Card> {
  const chat = await inQuestion(turn, at);
  const obstacle = obstacleTo(purpose.audience, chat.seen.facts);
  if (obstacle) throw new Refusal(obstacle);
  return answered(turn, (offers) => askCard(turn, offers, chat, purpose));
}

export async function unbind(turn: Turn, at: ChatRef): Promise<Card> {
  const { ports, school, speaker, language } = turn;
  await unbindChat(ports, school, speaker.person.id, at);
  await ports.bell.ring('deliver');
  return notice(say(language, 'bind.unbound'), 'done');
}

async function confirm(turn: Turn, at: ChatRef, purpose: Purpose): Promise<Card> {
  const { ports, school, speaker, language } = turn;
  const { seen, classes } = await inQuestion(turn, at);
  const otherwiseNamed = sayPurpose(turn, purpose, classes);
  await bindChat(ports, { school, personId: speaker.person.id, at, purpose, seen, otherwiseNamed });
  await ports.bell.ring('deliver');
  return answered(turn, (offers) => ({
    tone: 'done',
    blocks: [
      paragraph(say(language, 'bind.done', { purpose: otherwiseNamed })),
      ...(seen.facts ? [] : [paragraph(say(language, 'bind.unseen'))]),
      actions(offers.button('bind.other', say(language, 'bind.change'), { ...at })),
    ],
  }));
}

const chatOf = (action: StoredAction): ChatRef => ({
  workspaceId: idOf(action, 'workspaceId'),
  chat: idOf(action, 'chat'),
});

/** What was pressed, as long as there is such a class. */
async function purposeOf({ ports, school }: Turn, action: StoredAction, value: string | null): Promise<Purpose> {
  const audience = (['staff', 'classParents', 'community'] as const).find((one) => one === action.payload['audience']);
  const classId = value ?? (typeof action.payload['classId'] === 'string' ? action.payload['classId'] : null);
  if (!audience || (audience === 'classParents' && classId === null)) throw new Refusal('press.gone');
  if (classId !== null && (await ports.database.classes.find(school.id, [classId])).length === 0) {
    throw new Refusal('press.gone');
  }
  return { audience, classId };
}

export const bindPresses: Readonly<Record<string, Press>> = {
  'bind.choose': async (turn, action, value) => {
    requireAdministrator(turn);
    return { card: await askPurpose(turn, chatOf(action), await purposeOf(turn, action, value)) };
  },
  'bind.confirm': async (turn, action) => {
    requireAdministrator(turn);
    return { card: await confirm(turn, chatOf(action), await purposeOf(turn, action, null)) };
  },
  'bind.other': async (turn, action) => {
    requireAdministrator(turn);
    return { card: await offerPurposes(turn, chatOf(action)) };
  },
  'bind.none': async (turn, action) => {
    requireAdministrator(turn);
    return { card: await unbind(turn, chatOf(action)) };
  },
};
