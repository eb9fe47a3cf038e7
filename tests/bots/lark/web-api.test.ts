// long because each call of Feishu’s, on its way there and back, has its promise here.
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LarkCard } from '../../../src/bots/lark/card-json.js';
import { alignCommands } from '../../../src/bots/lark/commands.js';
import type { Installation } from '../../../src/bots/lark/host.js';
import { renderCard } from '../../../src/bots/lark/render.js';
import { createWebApi, type WebApi } from '../../../src/bots/lark/web-api.js';
import { DeliveryError, type DeliveryFault } from '../../../src/core/errors.js';
import { notice } from '../../../src/core/message/card.js';
import { type Answer, done, type Edge, openEdge, refused, type Took, tokenPath } from './edge.js';

const of: Installation = {
  workspaceId: 'w1',
  appId: 'cli_a1b2c3d4e5f60718',
  appSecret: 'the-secret-of-the-app',
  botOpenId: 'ou_bot',
};
const card: LarkCard = renderCard(notice('hello'), 'en-US')[0];

let edge: Edge;
let api: WebApi;
let now = Date.parse('2026-09-17T02:00:00Z');
let answer: (took: Took) => Answer | undefined;

const clock = { school: () => new Date(now), machine: () => new Date(now) };

beforeEach(async () => {
  answer = () => undefined;
  edge = await openEdge((took) => (took.path === tokenPath ? undefined : answer(took)));
  api = createWebApi(clock, `${edge.url}/`);
});
afterEach(() => edge.close());

const asked = () => edge.took.filter(({ path }) => path !== tokenPath);

async function errorOf(attempt: Promise<unknown>): Promise<DeliveryError> {
  const error = await attempt.then(
    () => expect.fail('It was taken.'),
    (thrown: unknown) => thrown,
  );
  return error instanceof DeliveryError ? error : expect.fail(String(error));
}
const faultOf = async (attempt: Promise<unknown>): Promise<DeliveryFault> => (await errorOf(attempt)).fault;

describe('what is asked', () => {
  const content = JSON.stringify(card);
  test.each<[string, (api: WebApi) => Promise<unknown>, Partial<Took>, object?]>([
    [
      'a card to a chat',
      (one) => one.send(of, 'oc_staff', { card }, 'u-1'),
      {
        method: 'POST',
        path: 'im/v1/messages',
        query: { receive_id_type: 'chat_id' },
        body: { receive_id: 'oc_staff', msg_type: 'interactive', content, uuid: 'u-1' },
      },
    ],
    [
      'words to a person',
      (one) => one.send(of, 'ou_wang', { text: '"<at user_id=\\"all\\">' }, 'u-2'),
      {
        query: { receive_id_type: 'open_id' },
        body: {
          receive_id: 'ou_wang',
          msg_type: 'text',
          content: JSON.stringify({ text: '"<at user_id=\\"all\\">' }),
          uuid: 'u-2',
        },
      },
    ],
    [
      'a picture',
      (one) => one.send(of, 'oc_staff', { image: 'img_v3_1' }, 'u'),
      { body: { receive_id: 'oc_staff', msg_type: 'image', content: '{"image_key":"img_v3_1"}', uuid: 'u' } },
    ],
    [
      'a file',
      (one) => one.send(of, 'oc_staff', { file: 'file_v3_1' }, 'u'),
      { body: { receive_id: 'oc_staff', msg_type: 'file', content: '{"file_key":"file_v3_1"}', uuid: 'u' } },
    ],
    [
      'another card in its place',
      (one) => one.patch(of, 'om_1', card),
      { method: 'PATCH', path: 'im/v1/messages/om_1', body: { content } },
    ],
    [
      'other words in their place',
      (one) => one.rewrite(of, 'om_1', 'words'),
      { method: 'PUT', path: 'im/v1/messages/om_1', body: { msg_type: 'text', content: '{"text":"words"}' } },
    ],
    ['a message away', (one) => one.remove(of, 'om_1'), { method: 'DELETE', path: 'im/v1/messages/om_1' }],
    [
      'a card after the answer',
      (one) => one.lateCard(of, 'c-1', card),
      { method: 'POST', path: 'interactive/v1/card/update', body: { token: 'c-1', card } },
    ],
    [
      'a card for one alone',
      (one) => one.sendEphemeral(of, 'oc_staff', 'ou_wang', card),
      {
        path: 'ephemeral/v1/send',
        body: { chat_id: 'oc_staff', open_id: 'ou_wang', msg_type: 'interactive', card },
      },
    ],
    [
      'a card to many',
      (one) => one.batchSend(of, ['ou_wang', 'ou_liu'], { card }),
      {
        path: 'message/v4/batch_send/',
        body: { open_ids: ['ou_wang', 'ou_liu'], msg_type: 'interactive', card },
      },
    ],
    [
      'words to many',
      (one) => one.batchSend(of, ['ou_wang'], { text: 'words' }),
      { body: { open_ids: ['ou_wang'], msg_type: 'text', content: { text: 'words' } } },
    ],
  ])('%s', async (_what, call, expected) => {
    answer = () => done({ message_id: 'om_1' });
    await call(api);
    expect(asked()).toMatchObject([{ headers: { authorization: 'Bearer t-1' }, ...expected }]);
  });

  test('goes to Feishu itself, whatever proxy the environment names', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9');
    vi.stubEnv('http_proxy', 'http://127.0.0.1:9');
    vi.stubEnv('ALL_PROXY', 'http://127.0.0.1:9');
    await api.remove(of, 'om_1');
    vi.unstubAllEnvs();
    expect(asked()).toHaveLength(1);
  });

  test.each<[string, (api: WebApi, id: string) => Promise<unknown>]>([
    ['a message', (one, id) => one.patch(of, id, card)],
    ['a message that is taken back', (one, id) => one.remove(of, id)],
    ['a chat', (one, id) => one.send(of, id, { card }, 'u')],
    ['a chat that is looked at', (one, id) => one.chat(of, id)],
    ['members', (one, id) => one.members(of, id)],
    ['a person', (one, id) => one.emailOf(of, id)],
    ['many people', (one, id) => one.batchSend(of, ['ou_wang', id], { card })],
    ['a command', (one, id) => one.removeSlashCommand(of, id)],
  ])('an id of %s that would be another call is refused before anything is sent', async (_what, call) => {
    for (const id of ['../chats?x=1#', 'om_1/../../chats', 'oc_1?x=1', 'ou_1#', 'om_1%2e%2e', '', ' ', '..']) {
      expect(await faultOf(call(api, id)), id).toMatchObject({ kind: 'refused' });
    }
    expect(edge.took).toEqual([]);
  });

  test('more than two hundred people at once are refused before anything is sent', async () => {
    const people = Array.from({ length: 201 }, (_, place) => `ou_${place}`);
    expect(await faultOf(api.batchSend(of, people, { card }))).toMatchObject({ kind: 'refused' });
    expect(edge.took).toEqual([]);
  });
});

describe('what is answered', () => {
  test('yes with a number that means no is no', async () => {
    answer = () => refused(230022, 200);
    expect(await faultOf(api.send(of, 'oc_staff', { card }, 'u'))).toEqual({ kind: 'refused', code: '230022' });
    expect(await faultOf(api.uploadImage(of, new Uint8Array([1])))).toEqual({ kind: 'refused', code: '230022' });
  });

  test('a picture and a file arrive byte for byte under their name, and are sent by their key', async () => {
    answer = ({ path }) => done(path === 'im/v1/images' ? { image_key: 'img_v3_1' } : { file_key: 'file_v3_1' });
    const bytes = Uint8Array.from({ length: 256 }, (_, place) => place);
    expect(await api.uploadImage(of, bytes)).toBe('img_v3_1');
    expect(await api.uploadFile(of, '七年级1班 名单.xlsx', bytes)).toBe('file_v3_1');
    expect(asked().map(({ body }) => body)).toMatchObject([
      { image_type: 'message', image: { bytes: [...bytes] } },
      { file_type: 'xls', file_name: '七年级1班 名单.xlsx', file: { name: '七年级1班 名单.xlsx', bytes: [...bytes] } },
    ]);
  });

  test('whom a message to many does not reach is told', async () => {
    answer = () => done({ message_id: 'bm-1', invalid_open_ids: ['ou_gone'] });
    expect(await api.batchSend(of, ['ou_wang', 'ou_gone'], { card })).toEqual({ id: 'bm-1', invalid: ['ou_gone'] });
  });

  test('the bot is known by the credentials alone', async () => {
    answer = () => ({ body: { code: 0, msg: 'ok', bot: { open_id: 'ou_bot', app_name: '共育', activate_status: 2 } } });
    expect(await api.whoAmI({ appId: of.appId, appSecret: of.appSecret })).toEqual({
      openId: 'ou_bot',
      name: '共育',
      active: true,
    });
    answer = () => ({ body: { code: 0, msg: 'ok', bot: { open_id: 'ou_bot', app_name: '共育', activate_status: 1 } } });
    expect(await api.whoAmI(of)).toMatchObject({ active: false });
  });

  test.each([
    ['of the organisation’s own mail is verified', { enterprise_email: 'w@yuxin.example', email: 'x@y.z' }, true],
    ['that was only written down is not', { email: 'w@yuxin.example' }, false],
  ])('an address %s', async (_what, user, verified) => {
    answer = () => done({ user });
    expect(await api.emailOf(of, 'ou_wang')).toEqual({ address: 'w@yuxin.example', verified });
  });

  test('no address is told where there is none, and where the app may not read it', async () => {
    answer = () => done({ user: { name: '王芳' } });
    expect(await api.emailOf(of, 'ou_wang')).toBeNull();
    answer = () => refused(99991672);
    expect(await api.emailOf(of, 'ou_wang')).toBeNull();
    answer = () => refused(99992351);
    expect(await faultOf(api.emailOf(of, 'ou_wang'))).toMatchObject({ kind: 'gone' });
  });

  test('people are found by addresses and numbers, fifty at a time; whom nobody knows is left out', async () => {
    answer = ({ body }) => {
      const { emails, mobiles } = body as { emails: string[]; mobiles: string[] };
      return done({
        user_list: [
          ...emails.map((email) => (email.startsWith('0') ? { email } : { email, user_id: `ou_${email[0]}` })),
          ...mobiles.map((mobile) => ({ mobile, user_id: 'ou_mobile' })),
        ],
      });
    };
    const emails = Array.from({ length: 101 }, (_, place) => `${place % 10}@yuxin.example`);
    const found = await api.findByContact(of, { emails, mobiles: ['13800000000'] });
    expect(asked().map(({ body }) => [(body['emails'] as []).length, (body['mobiles'] as []).length])).toEqual([
      [50, 1],
      [50, 0],
      [1, 0],
    ]);
    expect(found).toContainEqual({ contact: '1@yuxin.example', openId: 'ou_1' });
    expect(found).toContainEqual({ contact: '13800000000', openId: 'ou_mobile' });
    expect(found.filter(({ contact }) => contact.startsWith('0'))).toEqual([]);
  });
});

describe('what comes page by page', () => {
  const people = (...names: string[]) =>
    names.map((name) => ({ member_id: `ou_${name}`, name, tenant_key: 'home', member_id_type: 'open_id' }));
  const pages: Record<string, Answer> = {
    '': done({ items: people('wang', 'liu'), has_more: true, page_token: 'p2', member_total: 3 }),
    p2: done({ items: [], has_more: true, page_token: 'p3' }),
    p3: done({ items: people('zhou'), has_more: false, page_token: '' }),
  };
  const page = ({ query }: Took) => pages[query['page_token'] ?? ''];

  test('is read to its end, though a page be short or empty', async () => {
    answer = page;
    expect((await api.members(of, 'oc_staff')).map(({ name }) => name)).toEqual(['wang', 'liu', 'zhou']);
    expect(asked()[0]?.query).toEqual({ member_id_type: 'open_id', page_size: '100' });
  });

  test('is not taken for the whole when a page fails', async () => {
    answer = (took) => (took.query['page_token'] === 'p3' ? refused(232_999) : page(took));
    expect(await faultOf(api.members(of, 'oc_staff'))).toEqual({ kind: 'refused', code: '232999' });
  });

  test('is not read for ever when the pages lead in a circle, or nowhere', async () => {
    for (const page_token of ['again', '']) {
      answer = () => done({ items: people('wang'), has_more: true, page_token });
      expect(await faultOf(api.members(of, 'oc_staff'))).toMatchObject({ kind: 'unknown' });
    }
    expect(asked().length).toBeLessThan(5);
  });
});

describe('a rest that Feishu asks for', () => {
  const tooMany = (): Answer => ({ ...refused(99991400, 429), headers: { 'x-ogw-ratelimit-reset': '2' } });

  test('is kept by every call of the same name, and by no other', async () => {
    answer = tooMany;
    await faultOf(api.send(of, 'oc_staff', { card }, 'u'));
    answer = () => done({ message_id: 'om_1', name: 'staff' });
    now += 1_500;
    expect(await faultOf(api.send(of, 'oc_other', { card }, 'u'))).toEqual({
      kind: 'later',
      afterMs: 500,
      scope: 'workspace',
    });
    expect(asked()).toHaveLength(1);
    await api.patch(of, 'om_1', card);
    await api.chat(of, 'oc_staff');
    await api.send({ ...of, appId: 'cli_a1b2c3d4e5f60719' }, 'oc_staff', { card }, 'u');
    now += 500;
    expect(await api.send(of, 'oc_staff', { card }, 'u')).toBe('om_1');
  });

  test('for one chat holds back no other chat', async () => {
    answer = ({ body }) => (body['receive_id'] === 'oc_staff' ? refused(230020) : done({ message_id: 'om_1' }));
    await faultOf(api.send(of, 'oc_staff', { card }, 'u'));
    expect(await faultOf(api.send(of, 'oc_staff', { card }, 'u'))).toMatchObject({ kind: 'later', scope: 'chat' });
    expect(asked()).toHaveLength(1);
    expect(await api.send(of, 'oc_families', { card }, 'u')).toBe('om_1');
  });
});

describe('what nobody may read in a log', () => {
  test('neither secret, token nor words are in any error, and nothing is written to the console', async () => {
    const planted = ['the-secret-of-the-app', 't-1', '林小满', 'wang@yuxin.example', 'c-secret'];
    const written: unknown[] = [];
    const consoles = (['log', 'info', 'warn', 'error', 'debug', 'trace'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((...args) => void written.push(args)),
    );
    const streams = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((text) => Boolean(written.push(text))),
    );
    const errors: unknown[] = [];
    const answers: readonly (() => Answer)[] = [
      () => refused(230001, 400, { msg: 'invalid: 林小满 t-1', error: { message: '林小满' } }),
      () => refused(230099, 200, { msg: 'ErrCode: 200621; ErrMsg: 林小满' }),
      () => refused(99991672, 400, { msg: 'wang@yuxin.example [im:message, 林小满]' }),
      () => refused(99991663),
      () => ({ status: 502, body: '林小满 t-1' }),
      () => ({ body: '{"林小满":' }),
      () => ({ body: { code: 0, data: { message_id: { 林小满: 'wang@yuxin.example' } } } }),
    ];
    for (const given of answers) {
      answer = given;
      errors.push(await errorOf(api.send(of, 'oc_staff', { text: '林小满' }, 'u')));
      errors.push(await errorOf(api.uploadFile(of, '林小满.pdf', Buffer.from('林小满'))));
      await api.findByContact(of, { emails: ['wang@yuxin.example'] }).catch((error) => errors.push(error));
      await api.lateCard(of, 'c-secret', card).catch((error) => errors.push(error));
    }
    const wrong = await openEdge(() => ({ body: { code: 10014, msg: 'the-secret-of-the-app' } }));
    errors.push(await errorOf(createWebApi(clock, wrong.url).whoAmI(of)));
    await wrong.close();
    errors.push(await errorOf(createWebApi(clock, wrong.url).send(of, 'oc_staff', { text: '林小满' }, 'u')));
    for (const spy of [...consoles, ...streams]) spy.mockRestore();

    expect(errors.length).toBeGreaterThan(20);
    const text = errors.map((error) => inspect(error, { depth: null, showHidden: true })).join('\n');
    expect(text).toContain('230001');
    for (const secret of planted) expect(text, secret).not.toContain(secret);
    expect(written).toEqual([]);
  });
});

describe('the list that opens at "/"', () => {
  const wanted = [
    { command: 'help', description: { 'zh-CN': '帮助', 'en-US': 'Help' } },
    { command: 'week', description: { 'zh-CN': '本周', 'en-US': 'This week' } },
    { command: 'undo', description: { 'zh-CN': '撤销', 'en-US': 'Undo' } },
  ];
  const listed = (id: string, command: string, zh_cn: string, en_us: string) => ({
    command_id: id,
    command,
    description: { default_value: zh_cn, i18n: { zh_cn, en_us } },
  });

  test('gets what is missing and loses what is wrong; what is right, and what others put there, stays', async () => {
    const items = [
      listed('1', 'help', '帮助', 'Help'),
      listed('2', 'week', '周', 'Week'),
      listed('3', 'theirs', '', ''),
    ];
    answer = ({ method }) => (method === 'GET' ? done({ items, has_more: false }) : done());
    expect(await alignCommands(api, of, wanted)).toBe(2);
    const path = 'application/v7/app_slash_commands';
    expect(asked().slice(1)).toMatchObject([
      {
        method: 'PATCH',
        path: `${path}/2`,
        body: { command: 'week', description: { default_value: '本周', i18n: { zh_cn: '本周', en_us: 'This week' } } },
      },
      { method: 'POST', path, body: { command: 'undo' } },
    ]);
  });

  test('is left alone when it says what it should', async () => {
    const items = wanted.map(({ command, description }, place) =>
      listed(String(place), command, description['zh-CN'], description['en-US']),
    );
    answer = () => done({ items });
    expect(await alignCommands(api, of, wanted)).toBe(0);
    expect(asked()).toHaveLength(1);
  });
});
