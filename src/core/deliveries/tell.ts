import { outsideQuietHours } from '../calendar/quiet-hours.js';
import type { Language } from '../language/language.js';
import { say } from '../language/say.js';
import type { Card } from '../message/card.js';
import type { Channel } from '../ports/channel-store.js';
import type { Person } from '../ports/people-store.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import type { School } from '../school/school.js';

/** A message to one person, in their direct chat. */
export interface ToPerson {
  readonly person: Person;
  readonly kind: string;
  /** Names the message: told twice, it is one. */
  readonly key: string;
  readonly subjectId: string | null;
  readonly card: Card;
  /** 0 goes first; 5 when nothing is said. */
  readonly urgency?: number;
  /** The moment before which it stays here; now when nothing is said. */
  readonly notBefore?: Date;
  readonly uselessAfter?: Date | null;
  /** An answer to what the person just did, or danger: quiet hours do not hold it. */
  readonly atAnyHour?: boolean;
  /** What goes in its place where one call writes to many: the same to everybody, and it shows nobody's name. */
  readonly circular?: { readonly name: string; readonly card: Card };
}

/**
 * Writes the message into the line of the person's direct chat, out of quiet hours. A person without an account is not
 * reached, and that is written down: it never counts as delivered.
 * @returns the delivery's id, or null when nobody is reached.
 */
export async function tellPerson(
  ports: Ports,
  stores: Stores,
  school: School,
  message: ToPerson,
): Promise<string | null> {
  const { person, kind, key, subjectId, card, urgency = 5, uselessAfter = null, atAnyHour = false } = message;
  const now = ports.clock.school();
  const account = (await stores.people.accountsOf([person.id]))[0];
  if (!account) {
    await stores.decisions.add([
      {
        // Told again after a kill, it is still one.
        id: `unreached:${school.id}:${key}`,
        schoolId: school.id,
        kind,
        audience: 'person',
        subjectId: subjectId ?? person.id,
        personId: person.id,
        outcome: 'notReached',
        reason: (await stores.accounts.hasInactive(person.id)) ? 'accountOff' : 'noAccount',
        params: {},
        deliveryId: null,
        at: now,
      },
    ]);
    return null;
  }
  const wanted = message.notBefore ?? now;
  const circular = ports.chats.takesCirculars(account.workspaceId) ? message.circular : undefined;
  return stores.deliveries.add({
    ...(circular ? { circular: circular.name } : {}),
    verb: 'send',
    to: { account: account.externalId },
    workspaceId: account.workspaceId,
    schoolId: school.id,
    key,
    kind,
    audience: 'person',
    personId: person.id,
    subjectId,
    language: person.language ?? school.language,
    card: marked(school, circular?.card ?? card, person.language ?? school.language),
    urgency,
    createdAt: now,
    notBefore: atAnyHour ? wanted : civil(school, wanted),
    uselessAfter,
  });
}

export interface ToChannel extends Omit<ToPerson, 'person'> {
  readonly channel: Channel;
}

/** The same for a group chat. Whether the chat may have it is the gate's question, asked before. */
export async function tellChannel(ports: Ports, stores: Stores, school: School, message: ToChannel): Promise<string> {
  const { channel, kind, key, subjectId, card, urgency = 5, uselessAfter = null, atAnyHour = false } = message;
  const now = ports.clock.school();
  const wanted = message.notBefore ?? now;
  const language = channel.language ?? school.language;
  return stores.deliveries.add({
    verb: 'send',
    to: { chat: channel.externalId },
    workspaceId: channel.workspaceId,
    schoolId: school.id,
    key,
    kind,
    audience: channel.audience,
    personId: null,
    subjectId,
    language,
    card: marked(school, card, language),
    urgency,
    createdAt: now,
    notBefore: atAnyHour ? wanted : civil(school, wanted),
    uselessAfter,
  });
}

function civil(school: School, wanted: Date): Date {
  return outsideQuietHours(wanted, school.settings.quietHours, school.zone, (on) => !school.days.isSchoolDay(on));
}

/** Every card of a made-up school says that it is one. */
export function marked(school: Pick<School, 'demo'>, card: Card, language: Language): Card {
  if (!school.demo) return card;
  const demo = say(language, 'common.demo');
  return { ...card, footer: card.footer && card.footer !== demo ? `${card.footer} · ${demo}` : demo };
}
