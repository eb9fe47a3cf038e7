import { createOffers, expiresAfter } from '../actions/offers.js';
import { parseCommand } from '../commands/verb.js';
import { type Language, languages } from '../language/language.js';
import { say } from '../language/say.js';
import { actions, type Card, notice, paragraph } from '../message/card.js';
import type { Act } from '../message/inbound.js';
import type { Reply } from '../message/reply.js';
import { looksLikeCode } from '../people/code.js';
import { linkByCode } from '../people/link.js';
import { type EmailOutcome, linkByEmail } from '../people/link-by-email.js';
import type { SeenAccount } from '../ports/account-store.js';
import type { StoredAction } from '../ports/action-store.js';
import type { Ports } from '../ports/ports.js';
import type { SchoolRecord } from '../ports/school-store.js';
import { languageOfWords, textOf } from './identify.js';

const byEmail = 'link.byEmail';
const goodForDays = 7;

/**
 * Somebody whom no roster knows: they can send an invitation code, or ask to be looked up by the e-mail address that
 * their platform knows.
 */
export async function answerStranger(ports: Ports, inbound: Act, action: StoredAction | null): Promise<Reply> {
  const text = textOf(inbound);
  const schools = await schoolsOf(ports, inbound.workspaceId);
  const pressed = languages.find((one) => one === action?.payload['language']);
  // A code has letters but no language.
  const language = pressed ?? languageOfWords(looksLikeCode(text) ? '' : text, schools[0]?.language ?? 'zh-CN');
  // In a group a stranger is greeted by nobody: what is said there is not for us.
  if (inbound.chat.kind === 'group' && inbound.kind === 'said') return {};
  const account: SeenAccount = { workspaceId: inbound.workspaceId, ...inbound.actor };
  if (inbound.kind === 'pressed') {
    const own = action?.kind === byEmail && action.payload['account'] === account.externalId;
    // What others may press must not turn into a greeting in front of everybody.
    if (!own || action.expiresAt <= ports.clock.school()) return { toast: say(language, 'people.stranger'), language };
    return { card: await outcomeCard(ports, await linkByEmail(ports, account), language, schools), language };
  }
  const command = parseCommand(text);
  const code = command?.verb === 'link' ? command.rest : looksLikeCode(text) ? text : '';
  if (code === '') return { card: await greetingCard(ports, account, language, schools), language };
  const outcome = await linkByCode(ports, { ...account, code });
  return { card: await outcomeCard(ports, outcome, language, schools), language };
}

async function schoolsOf({ database }: Ports, workspaceId: string): Promise<readonly SchoolRecord[]> {
  const schools = await database.schools.list();
  const workspace = await database.schools.findWorkspace(workspaceId);
  const here = schools.filter((school) => school.tenantId === workspace?.tenantId);
  return here.length > 0 ? here : schools;
}

/** Noted, so that an administrator can say who it is; nothing is asked of the platform before the button is pressed. */
async function greetingCard(
  ports: Ports,
  account: SeenAccount,
  language: Language,
  [school]: readonly SchoolRecord[],
): Promise<Card> {
  const { database, ids } = ports;
  const now = ports.clock.school();
  const greeting = say(language, 'people.stranger');
  if (!school || (await database.schools.findWorkspace(account.workspaceId)) === null) return notice(greeting);
  const offered = await database.people.hasEmails(school.tenantId);
  const offers = createOffers(ids, {
    schoolId: school.id,
    personId: null,
    expiresAt: expiresAfter(now, goodForDays),
  });
  const payload = { account: account.externalId, language };
  const lookUp = actions(offers.button(byEmail, say(language, 'link.byEmail'), payload));
  await database.transaction(async (stores) => {
    await stores.accounts.see(account, ids.next(), now);
    if (offered) await offers.save(stores, now);
  });
  if (!offered) return notice(greeting);
  return { tone: 'plain', blocks: [paragraph(greeting), paragraph(say(language, 'link.byEmailHow')), lookUp] };
}

async function outcomeCard(
  ports: Ports,
  outcome: Awaited<ReturnType<typeof linkByCode>> | EmailOutcome,
  language: Language,
  schools: readonly SchoolRecord[],
): Promise<Card> {
  switch (outcome.kind) {
    case 'refused':
      return notice(say(language, `people.${outcome.why}`), 'attention');
    case 'waiting':
      return notice(say(language, 'people.waiting'), 'good');
    case 'linked': {
      const [person] = await ports.database.people.find([outcome.personId]);
      const school = schools.find((one) => one.id === outcome.schoolId)?.name ?? '';
      return notice(say(language, 'people.linked', { name: person?.name ?? '', school }), 'good');
    }
    default:
      return outcome satisfies never;
  }
}
