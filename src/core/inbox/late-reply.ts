import type { Language } from '../language/language.js';
import { say } from '../language/say.js';
import { type Card, list, notice } from '../message/card.js';
import { type Inbound, isNews } from '../message/inbound.js';
import type { Reply } from '../message/reply.js';
import type { DeliveryDraft } from '../ports/delivery-store.js';

/** An answer that is older than this says nothing any more. */
const usefulMs = 12 * 60 * 60 * 1_000;

/**
 * An answer that came too late to go back the way the event came: a message to the one who caused it, and to nobody
 * else. null: there is nothing to say, or nobody asked.
 */
export function draftOfReply(
  eventId: string,
  inbound: Inbound,
  reply: Reply,
  language: Language,
  now: Date,
): DeliveryDraft | null {
  const card = cardOf(reply, language);
  return card ? draft(`reply:${eventId}`, inbound, card, language, now) : null;
}

export function draftOfWords(
  key: string,
  inbound: Inbound,
  words: string,
  language: Language,
  now: Date,
): DeliveryDraft | null {
  return isNews(inbound) ? null : draft(key, inbound, notice(words, 'attention'), language, now);
}

function draft(key: string, inbound: Inbound, card: Card, language: Language, now: Date): DeliveryDraft | null {
  if (inbound.kind === 'opened' || (isNews(inbound) && inbound.kind !== 'chatChanged')) return null;
  return {
    verb: 'send',
    to: { account: inbound.actor.externalId },
    schoolId: null,
    workspaceId: inbound.workspaceId,
    key,
    kind: 'inbox.reply',
    audience: 'person',
    personId: null,
    subjectId: null,
    language,
    card,
    urgency: 0,
    createdAt: now,
    notBefore: now,
    uselessAfter: new Date(now.getTime() + usefulMs),
  };
}

function cardOf(reply: Reply, language: Language): Card | null {
  if (reply.card) return reply.card;
  if (reply.errors) return { tone: 'attention', blocks: [list(Object.values(reply.errors))] };
  if (reply.open) return notice(say(language, 'inbox.openAgain'), 'attention');
  return reply.toast ? notice(reply.toast) : null;
}
