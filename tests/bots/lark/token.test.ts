import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Installation } from '../../../src/bots/lark/host.js';
import { createWebApi, type WebApi } from '../../../src/bots/lark/web-api.js';
import { DeliveryError, type DeliveryFault } from '../../../src/core/errors.js';
import { type Answer, done, type Edge, openEdge, refused, type Took, tokenPath } from './edge.js';

const of: Installation = {
  workspaceId: 'w1',
  appId: 'cli_a1b2c3d4e5f60718',
  appSecret: 'the-secret',
  botOpenId: 'ou_bot',
};
const sending = 'im/v1/messages';
const minute = 60_000;

let edge: Edge;
let api: WebApi;
let now = 0;
/** What the token endpoint, and what any other call, is answered with; undefined: as when all is well. */
let token: (took: Took) => Answer | undefined;
let other: (took: Took) => Answer | undefined;

beforeEach(async () => {
  now = Date.parse('2026-09-17T02:00:00Z');
  token = () => undefined;
  other = () => undefined;
  edge = await openEdge((took) => (took.path === tokenPath ? token(took) : (other(took) ?? sent)));
  api = createWebApi({ school: () => new Date(now), machine: () => new Date(now) }, edge.url);
});
afterEach(() => edge.close());

const sent = done({ message_id: 'om_1' });
const issued = (name: string, expire: number): Answer => ({ body: { code: 0, tenant_access_token: name, expire } });
const send = (installation = of) => api.send(installation, 'oc_staff', { text: 'hello' }, 'one');
const bearers = () => edge.calls(sending).map(({ headers }) => headers.authorization);

async function faultOf(attempt: Promise<unknown>): Promise<DeliveryFault> {
  const error = await attempt.then(
    () => expect.fail('It was taken.'),
    (thrown: unknown) => thrown,
  );
  return error instanceof DeliveryError ? error.fault : expect.fail(String(error));
}

describe('the app’s token', () => {
  test('is asked for once, however many messages wait for the first one', async () => {
    await Promise.all(Array.from({ length: 20 }, () => send()));
    expect(edge.tokens()).toBe(1);
    expect(new Set(bearers())).toEqual(new Set(['Bearer t-1']));
    expect(edge.calls(tokenPath)[0]?.body).toEqual({ app_id: of.appId, app_secret: of.appSecret });
  });

  test('is used until shortly before it ends', async () => {
    await send();
    now += 117 * minute - 1;
    await send();
    expect(edge.tokens()).toBe(1);
    now += 1;
    await send();
    expect(bearers()).toEqual(['Bearer t-1', 'Bearer t-1', 'Bearer t-2']);
  });

  test('that lives for a moment only is used for most of that moment, not replaced with every call', async () => {
    let given = 0;
    token = () => issued(`t-short-${++given}`, 60);
    for (let call = 0; call < 5; call += 1) {
      await send();
      now += 10_000;
    }
    expect(bearers()).toEqual([1, 1, 1, 1, 1].map((one) => `Bearer t-short-${one}`));
    await send();
    expect(bearers().at(-1)).toBe('Bearer t-short-2');
  });

  test('that is not taken any more is replaced, and the message sent once more', async () => {
    for (const code of [99991661, 99991663, 99991664, 99991668, 99991671, 99991677]) {
      const before = edge.tokens();
      await send();
      const old = bearers().at(-1);
      other = ({ headers }) => (headers.authorization === old ? refused(code) : undefined);
      expect(await send(), String(code)).toBe('om_1');
      expect(edge.tokens() - before, String(code)).toBeLessThanOrEqual(2);
      expect(bearers().at(-1)).not.toBe(old);
    }
  });

  test('that ends under twenty messages at once is replaced once for all of them', async () => {
    await send();
    other = ({ headers }) => (headers.authorization === 'Bearer t-1' ? refused(99991663) : undefined);
    await Promise.all(Array.from({ length: 20 }, () => send()));
    expect(edge.tokens()).toBe(2);
  });

  test('that is never taken is tried twice, and then the operator is told', async () => {
    other = () => refused(99991663);
    expect(await faultOf(send())).toEqual({ kind: 'locked', code: '99991663' });
    expect([edge.calls(sending).length, edge.tokens()]).toEqual([2, 2]);
  });

  test('of another app is not used, and nobody gets in with a wrong secret beside a right one', async () => {
    await send();
    await send({ ...of, appId: 'cli_a1b2c3d4e5f60719' });
    expect(bearers()).toEqual(['Bearer t-1', 'Bearer t-2']);
    token = ({ body }) => (body['app_secret'] === 'wrong' ? { body: { code: 10014, msg: 'no' } } : undefined);
    expect(await faultOf(api.whoAmI({ appId: of.appId, appSecret: 'wrong' }))).toEqual({
      kind: 'locked',
      code: '10014',
    });
    await send();
    expect(bearers().at(-1)).toBe('Bearer t-1');
  });
});

describe('where there is no token', () => {
  test.each([
    ['the secret is wrong', { body: { code: 10014, msg: 'app secret invalid' } }, { kind: 'locked', code: '10014' }],
    ['the app is unknown', { body: { code: 10003, msg: 'invalid param' } }, { kind: 'locked', code: '10003' }],
    ['the app is refused for a reason of next year', refused(10999), { kind: 'locked', code: '10999' }],
    ['Feishu is tired', { status: 503, body: 'down' }, { kind: 'later', scope: 'workspace' }],
    ['the answer is cut short', { body: '{"code":0,"tenant_acc' }, { kind: 'later', scope: 'workspace' }],
    ['it is asked too often', refused(99991400, 429), { kind: 'later', scope: 'workspace' }],
  ] as const)('because %s, nothing was sent, and that is known', async (_why, answer, fault) => {
    token = () => answer;
    expect(await faultOf(send())).toMatchObject(fault);
    expect(edge.calls(sending)).toEqual([]);
  });

  test('the next message asks again', async () => {
    token = () => refused(10014);
    await faultOf(send());
    token = () => undefined;
    expect(await send()).toBe('om_1');
  });
});
