// long because one Feishu serves every promise about the way out.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Installation, LarkHost } from '../../../src/bots/lark/host.js';
import { createMessenger } from '../../../src/bots/lark/outbound.js';
import { helpfulScopes, neededScopes } from '../../../src/bots/lark/scopes.js';
import { perChatMs } from '../../../src/bots/lark/timing.js';
import { createWebApi } from '../../../src/bots/lark/web-api.js';
import { DeliveryError, type DeliveryFault } from '../../../src/core/errors.js';
import { type Card, notice, paragraph } from '../../../src/core/message/card.js';
import type { Messenger } from '../../../src/core/ports/messenger.js';
import { chatIdOf, openIdOf } from '../../doubles/lark/ids.js';
import { type Lark, startLark } from '../../doubles/lark/lark.js';
import type { FaultKind } from '../../doubles/lark/profile.js';
import { done, openEdge, refused } from './edge.js';

const appId = 'cli_a1b2c3d4e5f60718';
const appSecret = 'the-secret-of-the-way-out';
const staff = chatIdOf('staff');
const families = chatIdOf('families');
const wang = openIdOf(appId, 'wang');
const hour = 60 * 60_000;
const granted = [...neededScopes, ...helpfulScopes];

let lark: Lark;
let folder: string;
let messenger: Messenger;
let installation: Installation;
/** How far the program's clock is ahead. */
let ahead = 0;
let keys = 0;
/** How long the parts of a card waited for each other. */
let waited: number[] = [];

const clock = { school: () => new Date(), machine: () => new Date(Date.now() + ahead) };
const hostOf = (of: Installation | null): LarkHost => ({
  ofApp: async () => of,
  ofWorkspace: async () => of,
  doorOf: async () => null,
  apps: async () => [],
  languageOf: async () => 'zh-CN',
});
/** As after a start of the program: nothing is remembered. */
const started = () =>
  createMessenger({
    api: createWebApi(clock, lark.url),
    host: hostOf(installation),
    clock,
    wait: async (ms) => void waited.push(ms),
    origin: undefined,
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongyu-lark-'));
  const users = [
    { id: 'wang', name: '王芳', email: 'wang@yuxin.example' },
    { id: 'stranger', name: '客人', strangerOf: 'another-organisation' },
  ];
  const chats = [
    { id: staff, name: '教师群', members: ['wang'] },
    { id: families, name: '家长群', members: ['wang', 'stranger'], external: true },
  ];
  const apps = [{ id: appId, secret: appSecret, external: true, scopes: granted }];
  lark = await startLark(
    { tenants: [{ apps, users, chats }], limits: { perChatPerSecond: 0, patchesPerSecond: 0 } },
    join(folder, 'ledger'),
  );
});
beforeEach(async () => {
  [ahead, waited] = [0, []];
  installation = { workspaceId: 'w1', appId, appSecret, botOpenId: openIdOf(appId, 'the bot itself') };
  messenger = started();
  await lark.ask({ do: 'configure', clockOffsetMs: 0 });
});
afterAll(async () => {
  expect(lark.ledger().filter(({ kind }) => kind === 'wrong' || kind === 'unplanned')).toEqual([]);
  await lark.stop();
  await rm(folder, { recursive: true, force: true });
});

const post = (card: Card | string, chat = staff, key = `out-${++keys}`) => ({
  workspaceId: 'w1',
  chat,
  key,
  card: typeof card === 'string' ? notice(card) : card,
  language: 'en-US' as const,
});
const fails = (fault: FaultKind, times = 1, method = 'im.message.create') =>
  lark.ask({ do: 'fault', method, fault, times });
const refuses = (code: number, method = 'im.message.create', times = 1) =>
  lark.ask({ do: 'refuse', method, code, times });
const messages = async (chat = staff) => {
  const { chats } = await lark.ask({ do: 'look', user: 'wang' });
  const seen = chats.find(({ id, kind }) => (chat.startsWith('ou_') ? kind === 'p2p' : id === chat));
  return (seen?.messages ?? []).filter(({ recalled }) => !recalled);
};
const read = async (chat = staff) => (await messages(chat)).map(({ plain }) => plain);
const times = async (text: string, chat = staff) => (await read(chat)).filter((plain) => plain.includes(text)).length;
const uuids = () => lark.ledger().flatMap((line) => (line.kind === 'post' && line.uuid ? [line.uuid] : []));

async function faultOf(attempt: Promise<unknown>): Promise<DeliveryFault> {
  const error = await attempt.then(
    () => expect.fail('It was taken.'),
    (thrown: unknown) => thrown,
  );
  return error instanceof DeliveryError ? error.fault : expect.fail(String(error));
}

/** A card of about so many messages. */
const long = (name: string, parts: number): Card => ({
  tone: 'plain',
  blocks: Array.from({ length: parts * 10 }, (_, place) => paragraph(`${name} ${place}. ${'长'.repeat(700)}`)),
});
const placesOf = (texts: readonly string[], name: string) =>
  texts.flatMap((plain) => [...plain.matchAll(new RegExp(`${name} (\\d+)\\.`, 'g'))].map(([, place]) => Number(place)));

describe('exactly one visible message', () => {
  test.each(['dropped', 'brokenAfter', 'malformed', 'cut', 'brokenBefore'] as const)(
    'a call that was lost (%s) is repeated within the hour without doubling anything',
    async (fault) => {
      const message = post(`lost ${fault}`);
      await fails(fault);
      expect(await faultOf(messenger.send(message))).toMatchObject({ kind: 'unknown' });
      // By another process, too: nothing but the key is needed.
      const { messageRef } = await started().send(message);
      expect(messageRef).toMatch(/^om_\w+$/);
      expect(await times(`lost ${fault}`)).toBe(1);
    },
  );

  test('a message that is on its way is not taken for refused', async () => {
    await fails('busy');
    const message = post('on its way');
    expect(await faultOf(messenger.send(message))).toMatchObject({ kind: 'later', scope: 'chat' });
    ahead = 10_000;
    await messenger.send(message);
    expect(await times('on its way')).toBe(1);
  });

  test('the platform is never asked whether a message is there: the app may not read what people write', async () => {
    expect(await messenger.find('w1', staff, 'any')).toBeNull();
  });

  test('what is carried along to tell messages apart says nothing, and fits', async () => {
    await messenger.send(post('marked', staff, 'delivery-of-林小满-with-a-very-long-name-that-would-not-fit-at-all'));
    expect(uuids().length).toBeGreaterThan(0);
    for (const uuid of uuids()) expect(uuid).toMatch(/^[\w-]{1,50}$/);
  });
});

describe('a long card', () => {
  test('arrives in parts, in order, no faster than one chat takes them', async () => {
    const { messageRef } = await messenger.send(post(long('paced', 3), wang));
    const seen = (await read(wang)).filter((plain) => plain.includes('paced'));
    expect(messageRef.split(' ')).toHaveLength(seen.length);
    expect(placesOf(seen, 'paced')).toEqual(Array.from({ length: 30 }, (_, place) => place));
    expect(waited).toEqual(Array.from({ length: seen.length - 1 }, () => perChatMs));
  });

  test('that breaks off in the middle goes on where it stopped, each part once and in order', async () => {
    // Lost on the way back, on the way there, refused for now.
    const shelf = await openShelf(['ok', 'lost', 'ok', 'cut', 'ok', 230020]);
    const one = shelf.messenger();
    const message = post(long('broken', 4));
    const faults: string[] = [];
    for (let attempt = 0; attempt < 10; attempt += 1) {
      ahead += 60_000;
      // Every second time a process that knows nothing of the one before.
      const sent = await (attempt % 2 ? one : shelf.messenger()).send(message).catch((error: unknown) => error);
      if (!(sent instanceof DeliveryError)) break;
      faults.push(sent.fault.kind);
    }
    expect(faults).toEqual(['unknown', 'unknown', 'later']);
    expect(placesOf(shelf.texts(), 'broken')).toEqual(Array.from({ length: 40 }, (_, place) => place));
    await shelf.close();
  });

  test('that has waited in the middle for more than an hour does not begin again', async () => {
    const shelf = await openShelf(['ok', 230020]);
    const one = shelf.messenger();
    const message = post(long('held up', 2));
    expect(await faultOf(one.send(message))).toMatchObject({ kind: 'later' });
    // Feishu does not know the names any more.
    ahead = 2 * hour;
    shelf.forget();
    await one.send(message);
    expect(placesOf(shelf.texts(), 'held up')).toEqual(Array.from({ length: 20 }, (_, place) => place));
    await shelf.close();
  });

  test('that needs longer than an attempt may last leaves the rest to the next one', async () => {
    const shelf = await openShelf([]);
    const slow = shelf.messenger(async (ms) => {
      ahead += ms * 8;
    });
    const message = post(long('slow', 8));
    expect(await faultOf(slow.send(message))).toEqual({ kind: 'later', afterMs: perChatMs, scope: 'chat' });
    await slow.send(message).catch(() => slow.send(message));
    expect(placesOf(shelf.texts(), 'slow')).toEqual(Array.from({ length: 80 }, (_, place) => place));
    await shelf.close();
  });
});

describe('a message that changes', () => {
  test('changes in its place; twice is as once', async () => {
    const { messageRef } = await messenger.send(post('before'));
    const change = post('after the change');
    const one = await messenger.update(change, messageRef);
    expect(await messenger.update(change, messageRef)).toEqual(one);
    expect(one).toEqual({ messageRef });
    expect([await times('before'), await times('after the change')]).toEqual([0, 1]);
  });

  test('has no button of the old card any more', async () => {
    const button = { kind: 'button', token: 'token-1', label: 'Confirm', style: 'primary' } as const;
    const asked: Card = { tone: 'plain', blocks: [paragraph('confirm?'), { kind: 'actions', actions: [button] }] };
    const { messageRef } = await messenger.send(post(asked));
    expect((await messages()).at(-1)?.actions).toHaveLength(1);
    await messenger.update(post('done by 王芳'), messageRef);
    expect((await messages()).at(-1)).toMatchObject({ actions: [], plain: expect.stringContaining('done by') });
  });

  test('grows and shrinks with its card, however often, and from whichever of its states it is changed', async () => {
    const { messageRef: first } = await messenger.send(post('short at first', wang));
    const before = (await read(wang)).length;
    const change = post(long('grown', 2), wang);
    const grown = await messenger.update(change, first);
    expect(await messenger.update(change, first)).toEqual(grown);
    const more = grown.messageRef.split(' ').length - 1;
    expect(more).toBeGreaterThan(0);
    expect((await read(wang)).length).toBe(before + more);
    // The next change may know only what was sent at first.
    await messenger.update(post(long('grown again', 2), wang), first);
    expect((await read(wang)).length).toBe(before + more);
    expect(placesOf(await read(wang), 'grown again')).toEqual(Array.from({ length: 20 }, (_, place) => place));
    await messenger.update(post('short again', wang), grown.messageRef);
    await messenger.update(post('short again', wang), first);
    expect((await read(wang)).length).toBe(before);
    expect(await times('short again', wang)).toBe(1);
  });

  test('is sent anew when it is older than fourteen days, once, and changes there from then on', async () => {
    const { messageRef: old } = await messenger.send(post('from two weeks ago'));
    await lark.ask({ do: 'configure', clockOffsetMs: 15 * 24 * hour });
    const change = post('what is so now');
    const { messageRef } = await messenger.update(change, old);
    expect(messageRef).not.toBe(old);
    expect(await messenger.update(change, old)).toEqual({ messageRef });
    expect([await times('from two weeks ago'), await times('what is so now')]).toEqual([0, 1]);
    await messenger.update(post('what is so later'), old);
    expect([await times('what is so now'), await times('what is so later')]).toEqual([0, 1]);
  });

  test('is sent anew when somebody took it away, one part of it or all', async () => {
    const { messageRef } = await messenger.send(post(long('taken', 2)));
    const [, second = ''] = messageRef.split(' ');
    await createWebApi(clock, lark.url).remove(installation, second);
    await messenger.update(post(long('anew', 2)), messageRef);
    expect(await times('taken')).toBe(0);
    expect(placesOf(await read(), 'anew')).toEqual(Array.from({ length: 20 }, (_, place) => place));
  });

  test.each(['', 'text', 'a b', '../chats', 'bm-1', 'om_1 ../x'])(
    'with a reference that is none (%j) is refused',
    async (ref) => {
      expect(await faultOf(messenger.update(post('x'), ref))).toMatchObject({ kind: 'refused' });
    },
  );
});

describe('a card that Feishu does not take', () => {
  test('is said in words, once, however often it is tried', async () => {
    const message = post('the same words');
    await refuses(230099);
    const { messageRef } = await messenger.send(message);
    expect(messageRef).toMatch(/^text om_\w+$/);
    await refuses(230099);
    expect(await started().send(message)).toEqual({ messageRef });
    expect(await times('the same words')).toBe(1);
    expect((await messages()).at(-1)).toMatchObject({ type: 'text' });
  });

  test('leaves none of its parts beside the words', async () => {
    const shelf = await openShelf(['ok', 230099]);
    await shelf.messenger().send(post(long('half', 2)));
    expect(shelf.types()).not.toContain('interactive');
    expect(placesOf(shelf.texts(), 'half')).toEqual(Array.from({ length: 20 }, (_, place) => place));
    await shelf.close();
  });

  test('and that changes, changes as words, and is sent anew when they cannot be edited any more', async () => {
    await refuses(230099);
    const { messageRef } = await messenger.send(post('words at first'));
    for (let edit = 1; edit <= 25; edit += 1) {
      await messenger.update(post(`edited ${edit}.`), messageRef);
      expect([await times('words at first'), await times(`edited ${edit}.`), await times('edited ')]).toEqual([
        0, 1, 1,
      ]);
    }
  });

  test('in the place of one that it took is said in words, and the old one goes', async () => {
    const { messageRef } = await messenger.send(post('taken at first'));
    await refuses(230099, 'im.message.patch');
    const changed = await messenger.update(post('then in words'), messageRef);
    expect(changed.messageRef).toMatch(/^text om_/);
    expect([await times('taken at first'), await times('then in words')]).toEqual([0, 1]);
  });

  test('for its words is refused, and not said in others', async () => {
    await refuses(230022);
    expect(await faultOf(messenger.send(post('bad words')))).toEqual({ kind: 'refused', code: '230022' });
    expect(await times('bad words')).toBe(0);
  });
});

describe('one call to many people', () => {
  const circular = (accounts: readonly string[], text = 'no news') => ({
    workspaceId: 'w1',
    accounts,
    card: notice(text),
    language: 'en-US' as const,
  });

  test('reaches each in the direct chat, and tells whom it does not reach', async () => {
    const nobody = openIdOf(appId, 'nobody');
    const sent = await messenger.sendCircular(circular([wang, nobody]));
    expect(sent).toMatchObject({ messageRef: expect.stringMatching(/^bm-/), unreached: [nobody] });
    expect(await times('no news', wang)).toBe(1);
  });

  test('cannot be changed', async () => {
    const { messageRef } = await messenger.sendCircular(circular([wang]));
    expect(await faultOf(messenger.update(post('x', wang), messageRef))).toMatchObject({ kind: 'refused' });
  });

  test('is said in words where the card is not taken, and not repeated where it may have arrived', async () => {
    await refuses(230099, 'message.batch_send');
    await messenger.sendCircular(circular([wang], 'in words to many'));
    expect((await messages(wang)).at(-1)).toMatchObject({ type: 'text', plain: expect.stringContaining('in words') });
    await fails('dropped', 1, 'message.batch_send');
    expect(await faultOf(messenger.sendCircular(circular([wang], 'perhaps')))).toMatchObject({ kind: 'unknown' });
    expect(await times('perhaps', wang)).toBe(1);
  });
});

test('without the permission to write to many, one call to many is refused, and nothing else is held back', async () => {
  await lark.ask({ do: 'changeApp', to: { scopes: [...neededScopes] } });
  const circular = { workspaceId: 'w1', accounts: [wang], card: notice('for all of them'), language: 'en-US' as const };
  expect(await faultOf(messenger.sendCircular(circular))).toEqual({ kind: 'refused', code: 'no_circulars' });
  await messenger.send(post('to one', wang));
  await lark.ask({ do: 'changeApp', to: { scopes: granted } });
  expect([await times('for all of them', wang), await times('to one', wang)]).toEqual([0, 1]);
});

describe('a look at a chat', () => {
  test('of our own people shows no guest', async () => {
    const facts = await messenger.look('w1', staff);
    expect(facts).toEqual({
      name: '教师群',
      openTo: 'nobody',
      archived: false,
      members: [{ externalId: wang, displayName: '王芳', guest: false }],
    });
  });

  test('that others may come into shows who of the people is a stranger', async () => {
    const facts = await messenger.look('w1', families);
    expect(facts).toMatchObject({ name: '家长群', openTo: 'outsiders' });
    expect(facts.members).toEqual([
      { externalId: wang, displayName: '王芳', guest: false },
      { externalId: openIdOf(appId, 'stranger'), displayName: '客人', guest: true },
    ]);
  });

  test('that is dissolved finds it gone, and so does a message to it', async () => {
    const chat = chatIdOf('dissolved');
    await lark.ask({ do: 'addChat', chat: { id: chat, name: '旧群', members: ['wang'], external: false } });
    await messenger.look('w1', chat);
    await lark.ask({ do: 'disband', chat });
    expect(await faultOf(messenger.look('w1', chat))).toMatchObject({ kind: 'gone' });
    expect(await faultOf(messenger.send(post('x', chat)))).toMatchObject({ kind: 'gone' });
  });

  test('that the bot was sent out of finds it gone', async () => {
    const chat = chatIdOf('sent out of');
    await lark.ask({ do: 'addChat', chat: { id: chat, name: '别的群', members: ['wang'], external: false } });
    await lark.ask({ do: 'kick', chat, user: 'bot' });
    expect(await faultOf(messenger.look('w1', chat))).toMatchObject({ kind: 'gone' });
    expect(await faultOf(messenger.send(post('x', chat)))).toMatchObject({ kind: 'gone' });
  });
});

describe('people', () => {
  test('who left, may not use the app, or are nobody, are gone', async () => {
    const user = { resigned: false, available: true, strangerOf: null, language: 'zh-CN' } as const;
    await lark.ask({ do: 'addUser', user: { ...user, id: 'left', name: '离职', resigned: true } });
    await lark.ask({ do: 'addUser', user: { ...user, id: 'outside', name: '范围外', available: false } });
    for (const id of ['left', 'outside', 'nobody']) {
      expect(await faultOf(messenger.send(post('x', openIdOf(appId, id)))), id).toMatchObject({ kind: 'gone' });
    }
  });

  test('are written to by their own id: there is no chat to be opened first', async () => {
    const calls = lark.ledger().length;
    expect(await messenger.openDirect('w1', wang)).toBe(wang);
    expect(lark.ledger().length).toBe(calls);
  });

  test('have the address that Feishu tells, which it has not verified', async () => {
    expect(await messenger.emailOf('w1', wang)).toEqual({ address: 'wang@yuxin.example', verified: false });
  });
});

test('a workspace whose app is not known is locked, and nothing is called', async () => {
  const nowhere = createMessenger({
    api: createWebApi(clock, 'http://127.0.0.1:9'),
    host: hostOf(null),
    clock,
    wait: async () => {},
    origin: undefined,
  });
  expect(await faultOf(nowhere.send(post('x')))).toEqual({ kind: 'locked', code: 'not_installed' });
});

/** What becomes of a message on its way; a number: it is refused with it. */
type Fate = 'ok' | 'lost' | 'cut' | number;

/** A Feishu that keeps messages, and to which one thing after the other happens: then everything goes well. */
async function openShelf(fates: readonly Fate[]) {
  const kept = new Map<string, { readonly type: string; content: string }>();
  const named = new Map<string, string>();
  let place = 0;
  const edge = await openEdge(({ method, path, body }) => {
    const id = path.split('/')[3] ?? '';
    if (method === 'DELETE') return kept.delete(id) ? done() : refused(230110);
    if (path !== 'im/v1/messages') return undefined;
    const fate = fates[place++] ?? 'ok';
    if (fate === 'cut') return 'cut';
    if (typeof fate === 'number') return refused(fate);
    const uuid = String(body['uuid']);
    const message = named.get(uuid) ?? `om_${kept.size + 1}`;
    named.set(uuid, message);
    if (!kept.has(message)) kept.set(message, { type: String(body['msg_type']), content: String(body['content']) });
    return fate === 'lost' ? 'cut' : done({ message_id: message });
  });
  return {
    messenger: (wait: (ms: number) => Promise<void> = async () => {}) =>
      createMessenger({
        api: createWebApi(clock, edge.url),
        host: hostOf(installation),
        clock,
        wait,
        origin: undefined,
      }),
    /** What stands under the headers. */
    texts: () => [...kept.values()].map(({ content }) => JSON.stringify(JSON.parse(content).body ?? content)),
    types: () => [...kept.values()].map(({ type }) => type),
    /** As after an hour. */
    forget: () => named.clear(),
    close: () => edge.close(),
  };
}
