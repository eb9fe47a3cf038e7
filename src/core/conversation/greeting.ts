import { createOffers, expiresAfter } from '../actions/offers.js';
import { type ChatRef, lookAt, type SeenChat } from '../channels/see-chat.js';
import { say } from '../language/say.js';
import { type Card, notice, paragraph } from '../message/card.js';
import type { InboundOf } from '../message/inbound.js';
import type { Reply } from '../message/reply.js';
import { administratorsOf, tellAdministrators } from '../people/administrators.js';
import type { Person } from '../ports/people-store.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { loadSchool, type School, todayIn } from '../school/school.js';
import { choiceCard } from './bind-cards.js';

const goodForDays = 14;

/**
 * The bot came into a chat that is not bound: an administrator who invited it may bind it at once; when somebody else
 * did, the administrators are told, once for each chat.
 */
export async function greetChat(ports: Ports, news: InboundOf<'chatChanged'>): Promise<Reply> {
  const { database } = ports;
  const at = { workspaceId: news.workspaceId, chat: news.chat.externalId };
  const facts = await lookAt(ports, at);
  // Sent away again before anybody could be greeted.
  if (facts === 'gone') return {};
  const seen = { facts, name: facts?.name ?? news.name ?? null, members: facts?.members ?? [] };
  const inviter = await database.people.findByAccount(at.workspaceId, news.actor.externalId);
  const schools = await schoolsOf(ports, at.workspaceId);
  const own = inviter && (await administered(ports, inviter, schools));
  if (inviter && own) {
    const language = inviter.language ?? own.language;
    const card = await greeting(ports, database, own, at, seen, inviter);
    return { card, language };
  }
  for (const school of schools) await tellSchool(ports, school, at, seen);
  await ports.bell.ring('deliver');
  const [school] = schools;
  if (!inviter || !school) return {};
  const language = inviter.language ?? school.language;
  return { card: notice(say(language, 'chat.joined.told')), language };
}

/** The schools that live in the workspace. */
async function schoolsOf({ database }: Ports, workspaceId: string): Promise<readonly School[]> {
  const workspace = await database.schools.findWorkspace(workspaceId);
  const records = (await database.schools.list()).filter((one) => one.tenantId === workspace?.tenantId);
  return Promise.all(records.map((one) => loadSchool(database, one.id)));
}

/** The first of the schools that the person administers. */
async function administered(ports: Ports, person: Person, schools: readonly School[]): Promise<School | null> {
  for (const school of schools) {
    const administrators = await administratorsOf(ports.database, school, ports.clock.school());
    if (administrators.some((one) => one.id === person.id)) return school;
  }
  return null;
}

async function tellSchool(ports: Ports, school: School, at: ChatRef, seen: SeenChat): Promise<void> {
  const people = await administratorsOf(ports.database, school, ports.clock.school());
  await ports.database.transaction((stores) =>
    tellAdministrators(ports, stores, school, people, {
      kind: 'chat.joined',
      key: `chat.joined:${at.chat}:${school.id}`,
      subjectId: school.id,
      card: (_language, person) => greeting(ports, stores, school, at, seen, person),
    }),
  );
}

/** Where the bot is now, and everything that the chat may be, for this one administrator. */
async function greeting(
  ports: Ports,
  stores: Stores,
  school: School,
  at: ChatRef,
  seen: SeenChat,
  person: Person,
): Promise<Card> {
  const now = ports.clock.school();
  const today = todayIn(school, now);
  const language = person.language ?? school.language;
  const classes = await stores.classes.list(school.id, today);
  const offers = createOffers(ports.ids, {
    schoolId: school.id,
    personId: person.id,
    expiresAt: expiresAfter(now, goodForDays),
  });
  const card = choiceCard({ school, language }, offers, { at, seen, channel: null, classes });
  await offers.save(stores, now);
  return { ...card, blocks: [paragraph(say(language, 'chat.joined.hello')), ...card.blocks] };
}
