import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DeliveryError } from '../../src/core/errors.js';
import { actions, type Card, fields, heading, list, notice, paragraph } from '../../src/core/message/card.js';
import type { Messenger, Post } from '../../src/core/ports/messenger.js';

/** A messenger with what the platform behind it shows. */
export interface MessengerUnderTest {
  readonly messenger: Messenger;
  readonly workspaceId: string;
  /** A group chat in which the bot may post. */
  readonly chat: string;
  /** Everybody in it but the bot. */
  readonly members: readonly string[];
  /** Two accounts that exist. */
  readonly accounts: readonly [string, string];
  /** A well-formed ref of a message that was never there. */
  readonly unknownRef: string;
  /** A well-formed id of a group chat that was never there. */
  readonly unknownChat: string;
  /** The plain text of every message in the chat, oldest first, as the platform has it. */
  shown(chat: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What the delivery engine relies on, whatever the platform. */
export function messengerContract(title: string, make: () => Promise<MessengerUnderTest>): void {
  describe(`${title} as a messenger`, () => {
    let it: MessengerUnderTest;
    let keys = 0;

    beforeAll(async () => {
      it = await make();
    });
    afterAll(() => it?.close());

    const post = (card: Card, key = `contract-${++keys}`): Post => ({
      workspaceId: it.workspaceId,
      chat: it.chat,
      key,
      card,
      language: 'en-US',
    });
    const times = async (text: string) => (await it.shown(it.chat)).filter((one) => one.includes(text)).length;

    test('a sent card is in the chat, once', async () => {
      const { messageRef } = await it.messenger.send(post(notice('sent and seen')));
      expect(messageRef).not.toBe('');
      expect(await times('sent and seen')).toBe(1);
    });

    test('a card with every kind of block is taken', async () => {
      await it.messenger.send(post(everyBlock));
      expect(await times('every kind of block')).toBe(1);
    });

    test('the same key sent again is the same message, or can be found before it is sent again', async () => {
      const first = await it.messenger.send(post(notice('one of a kind'), 'contract-same'));
      if (it.messenger.capabilities.repeat.by === 'key') {
        expect(await it.messenger.send(post(notice('one of a kind'), 'contract-same'))).toEqual(first);
      } else {
        expect(await it.messenger.find(it.workspaceId, it.chat, 'contract-same')).toEqual(first);
      }
      expect(await times('one of a kind')).toBe(1);
    });

    test('messages appear in the order in which they were sent', async () => {
      for (const text of ['in order: 1', 'in order: 2', 'in order: 3']) await it.messenger.send(post(notice(text)));
      const shown = (await it.shown(it.chat)).filter((text) => text.includes('in order'));
      expect(shown.map((text) => text.trim().at(-1))).toEqual(['1', '2', '3']);
    });

    test('a message changed twice is as if it were changed once', async () => {
      const { messageRef } = await it.messenger.send(post(notice('before the change')));
      const change = post(notice('after the change'));
      const once = await it.messenger.update(change, messageRef);
      expect(await it.messenger.update(change, messageRef)).toEqual(once);
      expect([await times('before the change'), await times('after the change')]).toEqual([0, 1]);
    });

    test('a direct chat opened twice is the same chat, and each account has its own', async () => {
      const [one, other] = it.accounts;
      const chat = await it.messenger.openDirect(it.workspaceId, one);
      expect(await it.messenger.openDirect(it.workspaceId, one)).toBe(chat);
      expect(await it.messenger.openDirect(it.workspaceId, other)).not.toBe(chat);
      await it.messenger.send({ ...post(notice('between us')), chat });
      expect((await it.shown(chat)).filter((text) => text.includes('between us'))).toHaveLength(1);
      expect(await times('between us')).toBe(0);
    });

    test('a message is found by its key, and what was never sent is absent, unless the platform will not say', async () => {
      const sent = await it.messenger.send(post(notice('looked for'), 'contract-find'));
      expect([sent, null]).toContainEqual(await it.messenger.find(it.workspaceId, it.chat, 'contract-find'));
      expect(['absent', null]).toContain(await it.messenger.find(it.workspaceId, it.chat, 'contract-never'));
    });

    test('changing a message that is not there is a delivery error for good', async () => {
      const failure = await it.messenger
        .update(post(notice('nobody reads this')), it.unknownRef)
        .catch((error) => error);
      expect(failure).toBeInstanceOf(DeliveryError);
      expect(['gone', 'refused']).toContain((failure as DeliveryError).fault.kind);
    });

    test('a look at a chat tells its name and everybody in it but the bot, without posting anything', async () => {
      const before = await it.shown(it.chat);
      const facts = await it.messenger.look(it.workspaceId, it.chat);
      expect(facts).toMatchObject({ openTo: 'nobody', archived: false });
      expect(facts.name).not.toBe('');
      expect(facts.members.map((one) => one.externalId).sort()).toEqual([...it.members].sort());
      expect(await it.shown(it.chat)).toEqual(before);
    });

    test('a look at a chat that is not there is a delivery error: it is gone', async () => {
      const failure = await it.messenger.look(it.workspaceId, it.unknownChat).catch((error) => error);
      expect(failure).toBeInstanceOf(DeliveryError);
      expect((failure as DeliveryError).fault.kind).toBe('gone');
    });

    test('an e-mail address is told with whether it was verified, or not at all', async () => {
      const told = await it.messenger.emailOf(it.workspaceId, it.accounts[0]);
      expect(told === null || (told.address.includes('@') && typeof told.verified === 'boolean')).toBe(true);
    });

    test('its capabilities are numbers that can be kept', () => {
      const { maxButtons, pacing, repeat } = it.messenger.capabilities;
      const numbers = [
        maxButtons,
        pacing.perChatMs,
        pacing.perWorkspacePerSecond,
        repeat.by === 'key' ? repeat.withinMs : repeat.quarantineMs,
      ];
      expect(numbers.every((number) => Number.isFinite(number) && number > 0)).toBe(true);
    });
  });
}

const everyBlock: Card = {
  title: 'every kind of block',
  tone: 'attention',
  blocks: [
    paragraph([
      { text: 'plain, ' },
      { text: 'strong', strong: true },
      { text: 'a link', link: 'https://example.org/' },
    ]),
    heading('heading'),
    list(['first', [{ text: 'second', strong: true }]]),
    fields({ label: 'label', value: 'value' }),
    {
      kind: 'table',
      columns: [
        { title: 'name', align: 'start' },
        { title: 'points', align: 'end' },
      ],
      rows: [['Emma', '+2']],
    },
    { kind: 'progress', label: 'answered', done: 3, total: 4 },
    { kind: 'divider' },
    actions(
      { kind: 'button', token: 'token-1', label: 'Yes', style: 'primary' },
      {
        kind: 'button',
        token: 'token-2',
        label: 'Discard',
        style: 'danger',
        confirm: { question: 'Discard it?', yes: 'Discard', no: 'Keep' },
      },
    ),
    actions({ kind: 'select', token: 'token-3', placeholder: 'Choose', options: [{ value: 'a', label: 'A' }] }),
  ],
  footer: 'as of now',
};
