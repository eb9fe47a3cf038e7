import type { Offers } from '../actions/offers.js';
import { Refusal } from '../errors.js';
import type { Turn } from '../inbox/turn.js';
import { say } from '../language/say.js';
import { type Card, notice } from '../message/card.js';
import { belongs, linkAccount } from '../people/link-account.js';
import { unlinkAccount } from '../people/unlink-account.js';
import type { SeenAccount } from '../ports/account-store.js';
import type { StoredAction } from '../ports/action-store.js';
import type { Member } from '../ports/people-store.js';
import { mayAdminister } from './administer.js';
import { offersFor } from './entry-conversation.js';
import { accountsCard, askLinkCard, listedAtMost, personCard, unlinkCard } from './link-cards.js';
import { idOf, type Press } from './press.js';

const goodForDays = 1;

function requireAdministrator(turn: Turn): void {
  if (!mayAdminister(turn)) throw new Refusal('link.administratorsOnly');
}

async function answered(turn: Turn, make: (offers: Offers) => Card): Promise<Card> {
  const offers = offersFor(turn, goodForDays);
  const card = make(offers);
  await turn.ports.database.transaction((stores) => offers.save(stores, turn.now));
  return card;
}

/** What an administrator can link: accounts of the workspace in which they ask. */
export async function listUnlinked(turn: Turn): Promise<Card> {
  requireAdministrator(turn);
  const { ports, inbound, school } = turn;
  const place = { workspaceId: inbound.workspaceId, schoolId: school.id };
  const accounts = await ports.database.accounts.unlinked(place, listedAtMost);
  return answered(turn, (offers) => accountsCard(turn, offers, accounts));
}

async function choosePerson(turn: Turn, account: SeenAccount): Promise<Card> {
  const { ports, school, today } = turn;
  const members = await ports.database.people.everybody(school.id, today);
  const accounts = await ports.database.people.accountsOf(members.map((one) => one.person.id));
  const linked = new Set(accounts.flatMap((one) => (one.workspaceId === account.workspaceId ? [one.personId] : [])));
  const free = members.filter((one) => !linked.has(one.person.id));
  const places = await placesOf(turn);
  return answered(turn, (offers) => personCard(turn, offers, account, free, places));
}

async function askLink(turn: Turn, account: SeenAccount, member: Member): Promise<Card> {
  const places = await placesOf(turn);
  return answered(turn, (offers) => askLinkCard(turn, offers, account, member, places));
}

async function placesOf({ ports, school, today }: Turn): Promise<ReadonlyMap<string, string>> {
  const classes = await ports.database.classes.list(school.id, today);
  return new Map(classes.map((one) => [one.id, one.name]));
}

/** The account as it shows itself now. @throws Refusal when it is linked by now, or was never seen. */
async function accountOf({ ports, school }: Turn, workspaceId: string, externalId: string): Promise<SeenAccount> {
  const [account] = await ports.database.accounts.unlinked({ workspaceId, schoolId: school.id, externalId }, 1);
  if (!account) throw new Refusal('link.taken');
  return account;
}

async function memberOf({ ports, school, today }: Turn, personId: string): Promise<Member> {
  const member = await ports.database.people.member(school.id, personId, today);
  if (!member || !belongs(member)) throw new Refusal('link.personGone');
  return member;
}

const accountIn = (turn: Turn, action: StoredAction) =>
  accountOf(turn, idOf(action, 'workspaceId'), idOf(action, 'account'));

/** The own accounts, to end one of them. Nothing is ended before that is pressed. */
export async function offerOwnUnlink(turn: Turn): Promise<Card> {
  const { ports, inbound, speaker } = turn;
  const accounts = await ports.database.people.accountsOf([speaker.person.id]);
  const here = accounts.filter((one) => one.externalId === inbound.actor.externalId);
  const own = here.filter((one) => one.workspaceId === inbound.workspaceId);
  return answered(turn, (offers) =>
    unlinkCard(
      turn,
      offers,
      true,
      own.map((account) => ({ account, person: speaker.person })),
    ),
  );
}

/** Accounts of those who are called so, for an administrator to end one of them. */
export async function offerUnlink(turn: Turn, name: string): Promise<Card> {
  requireAdministrator(turn);
  const { ports, school, today } = turn;
  const members = await ports.database.people.everybody(school.id, today);
  const named = members.filter((one) => one.person.name === name).map((one) => one.person);
  const accounts = await ports.database.people.accountsOf(named.map((one) => one.id));
  const theirs = accounts.flatMap((account) => {
    const person = named.find((one) => one.id === account.personId);
    return person ? [{ account, person }] : [];
  });
  if (theirs.length === 0) throw new Refusal('unlink.nobody', { name });
  return answered(turn, (offers) => unlinkCard(turn, offers, false, theirs));
}

async function unlink(turn: Turn, action: StoredAction): Promise<void> {
  const { ports, school, speaker } = turn;
  const request = { accountId: idOf(action, 'accountId'), personId: idOf(action, 'personId') };
  await unlinkAccount(ports, { school, actorId: speaker.person.id, ...request });
}

export const linkPresses: Readonly<Record<string, Press>> = {
  'link.list': async (turn) => ({ card: await listUnlinked(turn) }),
  'link.account': async (turn, action, value) => {
    requireAdministrator(turn);
    const account = await accountOf(turn, idOf(action, 'workspaceId'), value ?? '');
    return { card: await choosePerson(turn, account) };
  },
  'link.person': async (turn, action, value) => {
    requireAdministrator(turn);
    return { card: await askLink(turn, await accountIn(turn, action), await memberOf(turn, value ?? '')) };
  },
  'link.confirm': async (turn, action) => {
    requireAdministrator(turn);
    const { ports, school, speaker, language } = turn;
    const account = await accountIn(turn, action);
    const personId = idOf(action, 'personId');
    await linkAccount(ports, { school, actorId: speaker.person.id, account, personId });
    const { person } = await memberOf(turn, personId);
    return { card: notice(say(language, 'link.done', { name: person.name }), 'done') };
  },
  'unlink.own': async (turn, action) => {
    if (idOf(action, 'personId') !== turn.speaker.person.id) throw new Refusal('press.notYours');
    await unlink(turn, action);
    return { card: notice(say(turn.language, 'unlink.ownDone'), 'done') };
  },
  'unlink.account': async (turn, action) => {
    requireAdministrator(turn);
    await memberOf(turn, idOf(action, 'personId'));
    await unlink(turn, action);
    return { card: notice(say(turn.language, 'unlink.done'), 'done') };
  },
};
