import { parseCommand } from '../commands/verb.js';
import type { Language } from '../language/language.js';
import { say } from '../language/say.js';
import { type Card, notice } from '../message/card.js';
import type { Act } from '../message/inbound.js';
import type { Reply } from '../message/reply.js';
import { unlinkAccount } from '../people/unlink-account.js';
import type { Person } from '../ports/people-store.js';
import type { Ports } from '../ports/ports.js';
import { emergencyCard } from '../questions/ask.js';
import { dangerIn } from '../questions/danger.js';
import { loadSchool } from '../school/school.js';
import { languageOfWords, textOf } from './identify.js';

/** Somebody whom the school may tell nothing any more: the numbers that help, and the way out, are still theirs. */
export async function answerFormer(ports: Ports, inbound: Act, person: Person): Promise<Reply> {
  const language = person.language ?? languageOfWords(textOf(inbound), 'zh-CN');
  const card = (await helpInDanger(ports, inbound, language)) ?? (await unlinked(ports, inbound, person, language));
  return { card: card ?? notice(say(language, 'talk.former')), language };
}

async function helpInDanger({ database }: Ports, inbound: Act, language: Language): Promise<Card | null> {
  if (dangerIn(textOf(inbound)) === null) return null;
  const workspace = await database.schools.findWorkspace(inbound.workspaceId);
  const school = (await database.schools.list()).find((one) => one.tenantId === workspace?.tenantId);
  return school ? emergencyCard(await loadSchool(database, school.id), language, 'danger.phoneSchool') : null;
}

/** Nothing comes here anyway, so nobody is asked twice. */
async function unlinked(ports: Ports, inbound: Act, person: Person, language: Language): Promise<Card | null> {
  const { accounts, schools } = ports.database;
  if (parseCommand(textOf(inbound))?.verb !== 'unlink') return null;
  const account = await accounts.findBy(inbound.workspaceId, inbound.actor.externalId);
  const school = (await schools.list()).find((one) => one.tenantId === person.tenantId);
  if (!account || !school) return null;
  await unlinkAccount(ports, { school, actorId: person.id, accountId: account.id, personId: person.id });
  return notice(say(language, 'unlink.ownDone'), 'done');
}
