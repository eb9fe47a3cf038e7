// long because each rule of the calls is held against the same organisation.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppType, type Cache, Client } from '@larksuiteoapi/node-sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { botOpenIdOf, chatIdOf, openIdOf } from '../../doubles/lark/ids.js';
import { type Lark, startLark } from '../../doubles/lark/lark.js';
import { theApp } from '../../doubles/lark/profile.js';

// The double is proved by the vendor's own library.

const another = 'cli_00000000000000aa';
const staffRoom = chatIdOf('staff');
const elsewhere = chatIdOf('elsewhere');
const wang = openIdOf(theApp, 'wang');
const quiet = () => {};
const logger = { error: quiet, warn: quiet, info: quiet, debug: quiet, trace: quiet };

const plain = (content: string) => ({ tag: 'plain_text', content });
const card = (...elements: object[]) => ({
  schema: '2.0',
  config: { update_multi: true, summary: { content: 'in short' } },
  header: { title: plain('A card') },
  body: { elements },
});
const button = (words: string) => ({
  tag: 'button',
  text: plain(words),
  behaviors: [{ type: 'callback', value: { t: 'one' } }],
});

describe('the fake Feishu, called by the library of Feishu', () => {
  let lark: Lark;
  let client: Client;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gongyu-lark-'));
    lark = await startLark(
      {
        tenants: [
          {
            apps: [{}, { id: another, secret: 'another' }],
            users: [
              { id: 'wang', name: '王芳', email: 'wang@yuxin.example', mobile: '13800000000' },
              { id: 'li', name: '李强' },
              { id: 'zhao', name: '赵静', resigned: true },
              { id: 'guest', name: '外人', strangerOf: '26a1b2c3d4e5f607' },
              { id: 'new', name: '新人', available: false },
            ],
            chats: [
              { id: staffRoom, name: '教师群', members: ['wang', 'li', 'guest'] },
              { id: elsewhere, name: '别的群', members: ['li'], bots: [] },
            ],
          },
        ],
        limits: { perChatPerSecond: 0 },
      },
      join(folder, 'ledger'),
    );
    client = clientOf(theApp, 'the-secret-of-the-double');
  });
  afterAll(async () => {
    await lark.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function clientOf(appId: string, appSecret: string): Client {
    // A cache of its own: the library's is shared by all clients of a process.
    const kept = new Map<string, unknown>();
    const cache = {
      get: async (key: string | symbol) => kept.get(String(key)),
      set: async (key: string | symbol, value: unknown) => Boolean(kept.set(String(key), value)),
    } as Cache;
    return new Client({ appId, appSecret, appType: AppType.SelfBuild, domain: lark.url, logger, cache });
  }

  const send = (receive_id: string, content: object, more: { msg_type?: string; uuid?: string } = {}) => {
    const type = receive_id.startsWith('oc_') ? ('chat_id' as const) : ('open_id' as const);
    return client.im.v1.message.create({
      params: { receive_id_type: type },
      data: { receive_id, msg_type: 'interactive', content: JSON.stringify(content), ...more },
    });
  };
  /** The code with which a call was refused, whatever the status. */
  const failure = async (
    call: Promise<unknown>,
  ): Promise<{ code: number; msg: string; status: number; reset: string }> => {
    try {
      const { code = 0, msg = '' } = (await call) as { code?: number; msg?: string };
      return { code, msg, status: 200, reset: '' };
    } catch (error) {
      const { response } = error as {
        response: { status: number; data: { code: number; msg: string }; headers: Record<string, string> };
      };
      const reset = response.headers['x-ogw-ratelimit-reset'] ?? '';
      return { ...response.data, status: response.status, reset };
    }
  };
  const codeOf = async (call: Promise<unknown>) => (await failure(call)).code;
  const look = (user = 'wang') => lark.ask({ do: 'look', user });
  const shownTo = async (user: string, kind: 'p2p' | 'group') =>
    (await look(user)).chats.filter((one) => one.kind === kind).flatMap((one) => one.messages);

  test('a card that was sent stands before the person, with its words and what can be pressed', async () => {
    const { code, data } = await send(
      wang,
      card({ tag: 'markdown', content: '**2** points for &#42;Lin&#42; <at id=ou_nobody></at>' }, button('Undo')),
    );
    expect(code).toBe(0);
    expect(data).toMatchObject({ msg_type: 'interactive', sender: { id: theApp, sender_type: 'app' }, deleted: false });
    const [seen] = (await shownTo('wang', 'p2p')).filter((one) => one.id === data?.message_id);
    expect(seen).toMatchObject({
      author: 'bot',
      title: 'A card',
      summary: 'in short',
      plain: 'A card\n2 points for *Lin* @ou_nobody\nUndo',
      actions: [{ kind: 'button', label: 'Undo', disabled: false, value: { t: 'one' } }],
    });
  });

  test('the same uuid within the hour is the same message; after the hour it is another', async () => {
    const first = await send(wang, card(button('Once')), { uuid: 'key-1' });
    const second = await send(wang, card(button('Twice?')), { uuid: 'key-1' });
    expect(second.data?.message_id).toBe(first.data?.message_id);
    await lark.ask({ do: 'configure', clockOffsetMs: 3_600_001 });
    const later = await send(wang, card(button('Later')), { uuid: 'key-1' });
    await lark.ask({ do: 'configure', clockOffsetMs: 0 });
    expect(later.data?.message_id).not.toBe(first.data?.message_id);
    expect(lark.ledger().filter((line) => line.kind === 'repeat')).toHaveLength(1);
    expect(await codeOf(send(wang, card(), { uuid: 'x'.repeat(51) }))).toBe(99992402);
  });

  test('a card is replaced where it stands, for fourteen days and by its own app alone', async () => {
    const { data } = await send(staffRoom, card(button('Before')));
    const path = { message_id: data?.message_id ?? '' };
    const change = (of: Client) =>
      of.im.v1.message.patch({ path, data: { content: JSON.stringify(card(button('After'))) } });
    expect(await codeOf(change(clientOf(another, 'another')))).toBe(230012);
    expect(await codeOf(change(client))).toBe(0);
    expect((await shownTo('li', 'group')).at(-1)).toMatchObject({ edited: true, actions: [{ label: 'After' }] });
    const silent = { ...card(button('After')), config: {} };
    expect(await codeOf(client.im.v1.message.patch({ path, data: { content: JSON.stringify(silent) } }))).toBe(230001);
    await lark.ask({ do: 'configure', clockOffsetMs: 14 * 86_400_000 + 1 });
    expect(await codeOf(change(clientOf(theApp, 'the-secret-of-the-double')))).toBe(230031);
    await lark.ask({ do: 'configure', clockOffsetMs: 0 });
    expect(await codeOf(client.im.v1.message.delete({ path }))).toBe(0);
    expect(await codeOf(change(client))).toBe(230011);
  });

  test('a token is the same while half an hour of it remains, and a dropped one is refused', async () => {
    const ask = async (app_secret = 'the-secret-of-the-double') => {
      const response = await fetch(`${lark.url}/open-apis/auth/v3/tenant_access_token/internal`, {
        method: 'POST',
        body: JSON.stringify({ app_id: theApp, app_secret }),
      });
      return (await response.json()) as { code: number; tenant_access_token: string; expire: number };
    };
    const first = await ask();
    expect(await ask()).toMatchObject({ tenant_access_token: first.tenant_access_token });
    await lark.ask({ do: 'configure', clockOffsetMs: 5_500_000 });
    const second = await ask();
    await lark.ask({ do: 'configure', clockOffsetMs: 0 });
    expect(second.tenant_access_token).not.toBe(first.tenant_access_token);
    expect((await ask('wrong')).code).toBe(10014);
    await lark.ask({ do: 'dropTokens' });
    expect(await failure(send(wang, card(button('No'))))).toMatchObject({ code: 99991663, status: 400 });
    client = clientOf(theApp, 'the-secret-of-the-double');
  });

  test('whom the bot does not reach is refused with the reason', async () => {
    const to = (id: string) => codeOf(send(id, card(button('Hello'))));
    expect(await to(openIdOf(theApp, 'zhao'))).toBe(230029);
    expect(await to(openIdOf(theApp, 'new'))).toBe(230013);
    expect(await to(openIdOf(theApp, 'guest'))).toBe(230038);
    expect(await to(openIdOf(another, 'wang'))).toBe(99992361);
    expect(await to('ou_nobody')).toBe(99992351);
    expect(await to(elsewhere)).toBe(230002);
    expect(await to('oc_nowhere')).toBe(230001);
  });

  test('what the app was not granted is refused by the name of the scope', async () => {
    await lark.ask({ do: 'changeApp', to: { scopes: ['im:chat:readonly'] } });
    const refused = await failure(send(wang, card(button('Hello'))));
    expect(refused).toMatchObject({ code: 99991672, status: 400 });
    expect(refused.msg).toContain('im:message:send_as_bot');
    const scopes = ['im:message', 'im:chat:readonly', 'im:resource', 'contact:user.id:readonly'];
    await lark.ask({ do: 'changeApp', to: { scopes } });
  });

  test('members come in pages that may be short; only has_more says that there are no more', async () => {
    const names: string[] = [];
    for (let page_token: string | undefined; ; ) {
      const { data } = await client.im.v1.chatMembers.get({
        path: { chat_id: staffRoom },
        params: { member_id_type: 'open_id', page_size: 2, ...(page_token ? { page_token } : {}) },
      });
      expect(data?.items?.length).toBeLessThan(2);
      names.push(...(data?.items ?? []).map((one) => one.name ?? ''));
      if (!data?.has_more) break;
      page_token = data.page_token ?? '';
    }
    expect(names).toEqual(['王芳', '李强', '外人']);
  });

  test('people are found by address and number, and who is not found has no id', async () => {
    const { data } = await client.contact.v3.user.batchGetId({
      params: { user_id_type: 'open_id' },
      data: { emails: ['wang@yuxin.example', 'nobody@yuxin.example'], mobiles: ['+8613800000000'] },
    });
    expect(data?.user_list?.map((one) => one.user_id)).toEqual([wang, undefined, wang]);
  });

  test('the app learns its own name and address, and which chats it is in', async () => {
    const info = await client.request<{ bot: object }>({ method: 'GET', url: '/open-apis/bot/v3/info' });
    expect(info.bot).toMatchObject({ open_id: botOpenIdOf(theApp), app_name: '共育', activate_status: 2 });
    const { data } = await client.im.v1.chat.list({ params: { page_size: 100 } });
    expect(data?.items?.map((one) => one.name)).toEqual(['教师群']);
    const chat = await client.im.v1.chat.get({ path: { chat_id: staffRoom } });
    expect(chat.data).toMatchObject({ name: '教师群', external: false, chat_status: 'normal' });
  });

  test('a file and a picture are sent by the app that uploaded them', async () => {
    const image = await client.im.v1.image.create({ data: { image_type: 'message', image: Buffer.from('picture') } });
    const file = await client.im.v1.file.create({
      data: { file_type: 'xls', file_name: '积分.xlsx', file: Buffer.from('table') },
    });
    expect((await send(wang, image ?? {}, { msg_type: 'image' })).code).toBe(0);
    expect((await send(wang, file ?? {}, { msg_type: 'file' })).code).toBe(0);
    expect(await codeOf(send(wang, { image_key: 'img_v3_stolen' }, { msg_type: 'image' }))).toBe(230017);
  });

  test('a chat takes five messages a second, an API fifty, and only the second tells when to come again', async () => {
    await lark.ask({ do: 'configure', limits: { perChatPerSecond: 5 } });
    const codes = await Promise.all(
      Array.from({ length: 6 }, () => codeOf(send(openIdOf(theApp, 'li'), card(button('Quick'))))),
    );
    expect(codes.toSorted((left, right) => left - right)).toEqual([0, 0, 0, 0, 0, 230020]);
    await lark.ask({ do: 'configure', limits: { perChatPerSecond: 0, perApiPerMinute: 1 } });
    const limited = await failure(send(wang, card(button('Too many'))));
    expect(limited).toMatchObject({ code: 99991400, status: 429 });
    expect(Number(limited.reset)).toBeGreaterThan(0);
    await lark.ask({ do: 'configure', limits: { perApiPerMinute: 1_000, monthlyCalls: 0 } });
    expect(await codeOf(send(wang, card(button('Spent'))))).toBe(99991403);
    await lark.ask({ do: 'configure', limits: { monthlyCalls: null } });
  });

  test('in text a tag calls whoever it names; the person reads the name', async () => {
    await send(staffRoom, { text: `hello <at user_id="${wang}">x</at>` }, { msg_type: 'text' });
    expect((await shownTo('li', 'group')).at(-1)?.plain).toBe('hello @王芳');
  });

  const call = (method: string, url: string, data: object = {}) =>
    client.request<{ code: number; data: Record<string, unknown> }>({ method, url: `/open-apis/${url}`, data });

  test('a card for one person of a group stands there for them alone', async () => {
    await lark.ask({
      do: 'changeApp',
      to: { scopes: ['im:message', 'im:message.urgent', 'im:message:send_multi_users'] },
    });
    const given = { chat_id: staffRoom, open_id: wang, msg_type: 'interactive', card: card(button('Yours')) };
    expect((await call('POST', 'ephemeral/v1/send', given)).code).toBe(0);
    expect((await shownTo('wang', 'group')).at(-1)).toMatchObject({ alone: true, actions: [{ label: 'Yours' }] });
    expect((await shownTo('li', 'group')).at(-1)?.alone).toBe(false);
  });

  test('what goes to many at once cannot be pressed, and whom it does not reach is named', async () => {
    const zhao = openIdOf(theApp, 'zhao');
    const given = { msg_type: 'interactive', card: card(button('Dead')), open_ids: [wang, zhao] };
    const { data } = await call('POST', 'message/v4/batch_send/', given);
    expect(data).toMatchObject({ message_id: expect.stringMatching(/^bm-/), invalid_open_ids: [zhao] });
    expect((await shownTo('wang', 'p2p')).at(-1)).toMatchObject({ title: 'A card', actions: [] });
  });

  test('an urgent message is urgent to those who are in the chat', async () => {
    const { data } = await send(staffRoom, card(button('Now')));
    const url = `im/v1/messages/${data?.message_id}/urgent_app?user_id_type=open_id`;
    const urgent = await call('PATCH', url, { user_id_list: [wang, openIdOf(theApp, 'zhao')] });
    expect(urgent.data).toEqual({ invalid_user_id_list: [openIdOf(theApp, 'zhao')] });
    expect((await shownTo('wang', 'group')).at(-1)?.urgent).toBe(true);
    expect((await shownTo('li', 'group')).at(-1)?.urgent).toBe(false);
  });

  test('slash commands are kept for an app, each name once', async () => {
    const path = 'application/v7/app_slash_commands';
    await lark.ask({ do: 'changeApp', to: { scopes: ['application:app_slash_command:write', 'im:chat:readonly'] } });
    const given = { command: 'gongyu', description: { default_value: '共育' } };
    const { data } = await call('POST', path, given);
    expect(await codeOf(call('POST', path, given))).toBe(40000000);
    await call('PATCH', `${path}/${data['command_id']}`, { description: { default_value: 'Gongyu' } });
    expect(await lark.ask({ do: 'slashCommands' })).toMatchObject([
      { command: 'gongyu', description: { default_value: 'Gongyu' } },
    ]);
    await call('DELETE', `${path}/${data['command_id']}`);
    expect(await lark.ask({ do: 'slashCommands' })).toEqual([]);
  });

  test('a parameter that an API does not have, and an address that nobody answers, are refused', async () => {
    const odd = client.request({ method: 'GET', url: '/open-apis/im/v1/chats', params: { colour: 'red' } });
    expect(await failure(odd)).toMatchObject({ code: 99992402, status: 400 });
    const strange = client.request({ method: 'GET', url: '/open-apis/im/v1/chatz' }).catch((error) => error.response);
    expect((await strange).status).toBe(404);
    expect(lark.ledger().filter((line) => line.kind === 'unplanned')).toHaveLength(1);
  });
});
