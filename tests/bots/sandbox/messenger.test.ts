import { describe, expect, test } from 'vitest';
import { createMessenger } from '../../../src/bots/sandbox/outbound.js';
import { DeliveryError } from '../../../src/core/errors.js';
import { notice } from '../../../src/core/message/card.js';
import { renderPlain } from '../../../src/core/message/plain.js';
import { createTranscript } from '../../../src/db/transcript-store.js';
import { messengerContract } from '../../contracts/messenger.js';
import { createScriptedHost, group } from '../../doubles/sandbox-host.js';
import { openTestDatabase } from '../../support/database.js';

const clock = { school: () => new Date('2026-09-20T03:30:00Z'), machine: () => new Date('2026-11-21T00:00:00Z') };

messengerContract('the sandbox', async () => {
  const database = await openTestDatabase();
  const transcript = createTranscript(database.prisma);
  return {
    messenger: createMessenger(transcript, createScriptedHost(), clock, () => undefined),
    workspaceId: 'w',
    chat: group.id,
    members: ['wang', 'liu', 'zhao'],
    accounts: ['wang', 'liu'],
    unknownRef: '999999',
    unknownChat: 'group-9',
    shown: async (chat) => {
      const messages = await transcript.latest({ chats: [chat], viewer: 'wang', perChat: 1000, before: null });
      return messages.map((message) => renderPlain((message.body as { card: Parameters<typeof renderPlain>[0] }).card));
    },
    close: () => database.close(),
  };
});

describe('the sandbox when its database does not answer', () => {
  const silent = async () => {
    throw Object.assign(new Error('connection to "wang" lost'), { code: 'ECONNRESET' });
  };
  const messenger = createMessenger(
    { post: silent, change: silent, find: silent, latest: silent, since: silent },
    { look: silent },
    clock,
    () => undefined,
  );
  const post = { workspaceId: 'w', chat: 'c', key: 'k', card: notice('hello'), language: 'en-US' } as const;

  test.each([
    ['send', () => messenger.send(post)],
    ['update', () => messenger.update(post, '1')],
    ['find', () => messenger.find('w', 'c', 'k')],
    ['look', () => messenger.look('w', 'c')],
  ])('%s says that it may or may not have arrived, and repeats nothing of the error', async (_name, attempt) => {
    const failure: unknown = await attempt().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DeliveryError);
    expect(failure).toMatchObject({ fault: { kind: 'unknown', code: 'ECONNRESET' } });
    expect(String(failure)).not.toContain('wang');
  });
});
