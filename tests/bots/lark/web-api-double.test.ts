import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alignCommands } from '../../../src/bots/lark/commands.js';
import type { Installation } from '../../../src/bots/lark/host.js';
import { renderCard } from '../../../src/bots/lark/render.js';
import { helpfulScopes, neededScopes } from '../../../src/bots/lark/scopes.js';
import { createWebApi, type WebApi } from '../../../src/bots/lark/web-api.js';
import { DeliveryError } from '../../../src/core/errors.js';
import { notice } from '../../../src/core/message/card.js';
import { chatIdOf, openIdOf } from '../../doubles/lark/ids.js';
import { type Lark, startLark } from '../../doubles/lark/lark.js';

const of: Installation = {
  workspaceId: 'w1',
  appId: 'cli_a1b2c3d4e5f60718',
  appSecret: 'the-secret-of-the-calls',
  botOpenId: openIdOf('cli_a1b2c3d4e5f60718', 'the bot itself'),
};
const school = chatIdOf('the whole school');
const wang = openIdOf(of.appId, 'wang');
const [card] = renderCard(notice('hello'), 'en-US');
const clock = { school: () => new Date(), machine: () => new Date() };

let lark: Lark;
let api: WebApi;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongyu-lark-'));
  const others = Array.from({ length: 230 }, (_, place) => ({ id: `u${place}`, name: `Person ${place}` }));
  const users = [{ id: 'wang', name: '王芳', email: 'wang@yuxin.example', mobile: '+8613800000000' }, ...others];
  const chats = [
    { id: school, name: '全校', members: users.map(({ id }) => id) },
    ...Array.from({ length: 120 }, (_, place) => ({ id: chatIdOf(`chat ${place}`), name: `Chat ${place}` })),
  ];
  // Nothing but what the guide asks for.
  const apps = [{ id: of.appId, secret: of.appSecret, scopes: [...neededScopes, ...helpfulScopes] }];
  lark = await startLark({ tenants: [{ apps, users, chats }] }, join(folder, 'ledger'));
  api = createWebApi(clock, lark.url);
});
afterAll(async () => {
  expect(lark.ledger().filter(({ kind }) => kind === 'wrong' || kind === 'unplanned')).toEqual([]);
  await lark.stop();
  await rm(folder, { recursive: true, force: true });
});

const seenBy = async (user: string) =>
  (await lark.ask({ do: 'look', user })).chats.flatMap(({ messages }) => messages.filter(({ recalled }) => !recalled));

describe('with the permissions of the guide, a strict Feishu takes', () => {
  test('a message, its change, and its being taken back', async () => {
    const id = await api.send(of, wang, { card }, 'one');
    await api.patch(of, id, renderCard(notice('changed'), 'en-US')[0]);
    expect((await seenBy('wang')).at(-1)?.plain).toContain('changed');
    await api.remove(of, id);
    expect(await seenBy('wang')).toEqual([]);
  });

  test('words and their correction', async () => {
    const id = await api.send(of, wang, { text: 'wrods' }, 'two');
    await api.rewrite(of, id, 'words');
    expect((await seenBy('wang')).at(-1)).toMatchObject({ type: 'text', plain: 'words' });
  });

  test('a card that one member of a group alone sees', async () => {
    await api.sendEphemeral(of, school, wang, card);
    expect((await seenBy('wang')).filter(({ alone }) => alone)).toHaveLength(1);
    expect(await seenBy('u1')).toEqual([]);
  });

  test('one message to many, and tells whom it does not reach', async () => {
    const nobody = openIdOf(of.appId, 'nobody');
    expect(await api.batchSend(of, [openIdOf(of.appId, 'u2'), nobody], { card })).toMatchObject({ invalid: [nobody] });
    expect(await seenBy('u2')).toHaveLength(1);
  });

  test('questions for every member of a large group and every group, however short its pages are', async () => {
    const members = await api.members(of, school);
    expect(new Set(members.map(({ openId }) => openId)).size).toBe(231);
    expect(members).toContainEqual({ openId: wang, name: '王芳', tenantKey: expect.stringMatching(/./) });
    expect(await api.chats(of)).toHaveLength(121);
  });

  test('the words of the list at "/", and their change and end', async () => {
    const word = (en: string) => ({ command: 'week', description: { 'zh-CN': '本周', 'en-US': en } });
    expect(await alignCommands(api, of, [word('Week')])).toBe(1);
    expect(await alignCommands(api, of, [word('This week')])).toBe(1);
    expect(await alignCommands(api, of, [word('This week')])).toBe(0);
    const [listed] = await api.slashCommands(of);
    expect(listed).toMatchObject(word('This week'));
    await api.removeSlashCommand(of, listed?.id ?? '');
    expect(await api.slashCommands(of)).toEqual([]);
  });
});

describe('with two permissions that no feature needs yet, it takes', () => {
  const usual = [...neededScopes, ...helpfulScopes];
  const change = (scopes: readonly string[]) =>
    lark.ask({ do: 'changeApp', app: of.appId, to: { scopes: [...scopes] } });
  beforeAll(() => change([...usual, 'im:resource', 'contact:user.id:readonly']));
  afterAll(() => change(usual));

  test('a picture and a file, each sent to a person', async () => {
    const image = await api.uploadImage(of, Buffer.from('a picture'));
    await api.send(of, wang, { image }, 'three');
    const file = await api.uploadFile(of, '七年级1班.xlsx', Buffer.from('a workbook'));
    await api.send(of, wang, { file }, 'four');
    expect((await seenBy('wang')).slice(-2).map(({ type }) => type)).toEqual(['image', 'file']);
    const empty = await api.uploadFile(of, 'empty.pdf', new Uint8Array()).catch((error: unknown) => error);
    expect(empty).toMatchObject({ fault: { kind: 'refused', code: '234010' } });
  });

  test('questions for people by address and by number', async () => {
    const contacts = { emails: ['wang@yuxin.example', 'nobody@yuxin.example'], mobiles: ['+8613800000000'] };
    expect(await api.findByContact(of, contacts)).toEqual([
      { contact: 'wang@yuxin.example', openId: wang },
      { contact: '+8613800000000', openId: wang },
    ]);
    expect(await api.emailOf(of, wang)).toEqual({ address: 'wang@yuxin.example', verified: false });
  });
});

test('without a permission the call is refused by its number, and an address is simply not told', async () => {
  await lark.ask({ do: 'changeApp', to: { scopes: ['im:message:send_as_bot'] } });
  const failure = await api.chats(of).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DeliveryError);
  expect(failure).toMatchObject({ fault: { kind: 'locked', code: '99991672' } });
  expect(await api.emailOf(of, wang)).toBeNull();
});
