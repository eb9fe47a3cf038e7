import type { Offers } from '../actions/offers.js';
import type { Turn } from '../inbox/turn.js';
import { say } from '../language/say.js';
import { actions, type Block, type Card, notice, paragraph } from '../message/card.js';
import { belongs } from '../people/link-account.js';
import { sayMember } from '../people/say-member.js';
import type { SeenAccount } from '../ports/account-store.js';
import type { Account, Member, Person } from '../ports/people-store.js';

/** As many as every platform's list takes. */
export const listedAtMost = 100;

type LinkFrame = Pick<Turn, 'school' | 'language'>;

/** The accounts that write or are written about here, and that nobody is known by. */
export function accountsCard({ language }: LinkFrame, offers: Offers, accounts: readonly SeenAccount[]): Card {
  if (accounts.length === 0) return notice(say(language, 'link.noAccounts'));
  const workspaceId = accounts[0]?.workspaceId ?? '';
  const options = accounts.map((one) => ({ value: one.externalId, label: nameOf(one, language) }));
  return {
    title: say(language, 'link.accountsTitle', { count: accounts.length }),
    tone: 'plain',
    blocks: [
      paragraph(say(language, 'link.accountsHow')),
      actions(offers.select('link.account', say(language, 'link.chooseAccount'), { workspaceId }, options)),
    ],
  };
}

/** Who the account may be: those who are called like it first, then staff, then families. */
export function personCard(
  frame: LinkFrame,
  offers: Offers,
  account: SeenAccount,
  members: readonly Member[],
  places: ReadonlyMap<string, string>,
): Card {
  const { language } = frame;
  const ranked = members
    .filter(belongs)
    .map((member) => ({ member, rank: rankOf(member, account.displayName ?? '') }))
    .sort((one, other) => one.rank - other.rank);
  const options = ranked
    .slice(0, listedAtMost)
    .map(({ member }) => ({ value: member.person.id, label: sayWho(frame, member, places) }));
  const left = ranked.length - options.length;
  const blocks: Block[] = [paragraph(say(language, 'link.personHow'))];
  if (options.length > 0) {
    const payload = { workspaceId: account.workspaceId, account: account.externalId };
    blocks.push(actions(offers.select('link.person', say(language, 'link.choosePerson'), payload, options)));
  }
  if (left > 0) blocks.push(paragraph(say(language, 'link.morePersons', { count: left })));
  blocks.push(actions(offers.button('link.list', say(language, 'link.otherAccount'), {})));
  return { title: say(language, 'link.personTitle', { account: nameOf(account, language) }), tone: 'plain', blocks };
}

export function askLinkCard(
  frame: LinkFrame,
  offers: Offers,
  account: SeenAccount,
  member: Member,
  places: ReadonlyMap<string, string>,
): Card {
  const { language } = frame;
  const payload = { workspaceId: account.workspaceId, account: account.externalId, personId: member.person.id };
  const question = say(language, 'link.ask', {
    account: nameOf(account, language),
    person: sayWho(frame, member, places),
  });
  return {
    tone: 'attention',
    blocks: [
      paragraph([{ text: question, strong: true }]),
      paragraph(say(language, member.children.length > 0 ? 'link.followsFamily' : 'link.followsStaff')),
      actions(
        offers.button('link.confirm', say(language, 'link.confirm'), payload, { style: 'primary' }),
        offers.button('link.list', say(language, 'link.otherAccount'), {}),
      ),
    ],
  };
}

/** A person's accounts, each with the button that ends it. */
export function unlinkCard(
  { language }: LinkFrame,
  offers: Offers,
  own: boolean,
  accounts: readonly { readonly account: Account; readonly person: Person }[],
): Card {
  return {
    title: say(language, own ? 'unlink.ownTitle' : 'unlink.title'),
    tone: 'attention',
    blocks: [
      paragraph(say(language, own ? 'unlink.ownFollows' : 'unlink.follows')),
      ...accounts.map(({ account, person }) =>
        actions(
          offers.button(
            own ? 'unlink.own' : 'unlink.account',
            say(language, own ? 'unlink.ownConfirm' : 'unlink.confirm', {
              name: person.name,
              platform: account.platform,
            }),
            { accountId: account.id, personId: person.id },
            { style: 'danger' },
          ),
        ),
      ),
    ],
  };
}

function nameOf({ displayName }: SeenAccount, language: Turn['language']): string {
  return displayName || say(language, 'link.nameless');
}

/** “林国强（林小满的父亲）”: two of one name are told apart. */
function sayWho({ school, language }: LinkFrame, member: Member, places: ReadonlyMap<string, string>): string {
  const what = sayMember(member, places, school.settings, language);
  return say(language, 'link.who', { name: member.person.name, what });
}

/** Parents are often called after their child: “小满妈妈”, “林小满爸爸”. */
function rankOf({ person, roles, children }: Member, displayName: string): number {
  const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s/gu, '');
  const shown = fold(displayName);
  const has = (name: string) => name !== '' && shown.includes(name);
  if (shown === fold(person.name)) return 0;
  if (has(fold(person.name))) return 1;
  if (children.some(({ name }) => has(fold(name)) || has(fold(givenName(name))))) return 2;
  return roles.length > 0 ? 3 : 4;
}

/** What a child is called at home: 小满 of 林小满, Maria of Maria Lopez; empty where it would be found in every other name. */
function givenName(name: string): string {
  const given = /^\p{Script=Han}{3,4}$/u.test(name) ? name.slice(-2) : (name.split(/\s/u)[0] ?? '');
  return /^\p{Script=Han}/u.test(given) || given.length > 2 ? given : '';
}
