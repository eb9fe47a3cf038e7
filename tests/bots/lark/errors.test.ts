import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { classify } from '../../../src/bots/lark/errors.js';
import type { Installation } from '../../../src/bots/lark/host.js';
import { createTransport } from '../../../src/bots/lark/transport.js';
import { createWebApi } from '../../../src/bots/lark/web-api.js';
import { DeliveryError, type DeliveryFault } from '../../../src/core/errors.js';
import { type Answer, type Edge, openEdge, refused, type Silence, tokenPath } from './edge.js';

const of: Installation = {
  workspaceId: 'w1',
  appId: 'cli_a1b2c3d4e5f60718',
  appSecret: 'the-secret',
  botOpenId: 'ou_bot',
};

let edge: Edge;
let answer: Answer | Silence;

beforeAll(async () => {
  edge = await openEdge(({ path }) => (path === tokenPath ? undefined : answer));
});
afterAll(() => edge.close());

const clock = { school: () => new Date(), machine: () => new Date() };
const send = (url = edge.url) => createWebApi(clock, url).send(of, 'oc_staff', { text: 'hello' }, 'one');

async function faultOf(attempt: Promise<unknown>): Promise<DeliveryFault> {
  const error = await attempt.then(
    () => expect.fail('It was taken.'),
    (thrown: unknown) => thrown,
  );
  return error instanceof DeliveryError ? error.fault : expect.fail(String(error));
}

const meanings: readonly (readonly [what: string, codes: readonly number[], fault: Partial<DeliveryFault>])[] = [
  ['too many calls of the app', [99991400, 11232], { kind: 'later', scope: 'workspace' }],
  [
    'too many messages in the chat, or this one is on its way',
    [230020, 230049, 11233],
    { kind: 'later', scope: 'chat' },
  ],
  ['the chat is not there for the bot', [230002, 232009, 230018, 232006, 232011], { kind: 'gone' }],
  [
    'the person is not there for the bot',
    [230013, 230029, 230034, 230053, 230035, 99992351, 99992361],
    { kind: 'gone' },
  ],
  ['the message can no longer be changed', [230011, 230110, 230031], { kind: 'gone' }],
  ['the app may not do it', [99991672], { kind: 'locked' }],
  ['the month’s calls are used up', [99991403], { kind: 'locked', code: '99991403' }],
  ['the app is off, or has no bot', [99991662, 230006], { kind: 'locked' }],
  ['what was asked is wrong', [230001], { kind: 'refused' }],
  ['the card cannot be built, or is too long', [230099, 230025], { kind: 'refused' }],
  ['the words are not let through', [230022, 230028], { kind: 'refused' }],
  ['the people or the chat are out of bounds', [230027, 230038, 230054, 230075, 232033], { kind: 'refused' }],
  ['nobody knows yet what', [231_999], { kind: 'refused' }],
  ['Feishu does not know itself', [1500, 2200], { kind: 'unknown' }],
];

describe('what Feishu’s codes mean for a message', () => {
  test.each(meanings.flatMap(([what, codes, fault]) => codes.map((code) => [code, what, fault] as const)))(
    '%i: %s',
    async (code, _what, fault) => {
      for (const status of [400, 200]) {
        answer = refused(code, status);
        expect(await faultOf(send()), `HTTP ${status}`).toMatchObject(fault);
      }
    },
  );

  test('a chat that was written to too fast rests for a second at least', async () => {
    answer = refused(230020);
    const fault = await faultOf(send());
    expect(fault.kind === 'later' && fault.afterMs).toBeGreaterThanOrEqual(1_000);
  });

  test('after too many calls Feishu is left alone for exactly as long as it asks', async () => {
    answer = { ...refused(99991400, 429), headers: { 'x-ogw-ratelimit-reset': '17' } };
    expect(await faultOf(send())).toEqual({ kind: 'later', afterMs: 17_000, scope: 'workspace' });
    answer = { status: 429, headers: { 'x-ogw-ratelimit-reset': '0' }, body: 'slow down' };
    expect(await faultOf(send())).toEqual({ kind: 'later', afterMs: 1_000, scope: 'workspace' });
    answer = { ...refused(99991400, 429), headers: { 'x-ogw-ratelimit-reset': 'soon' } };
    const fault = await faultOf(send());
    expect(fault.kind === 'later' && fault.afterMs).toBeGreaterThanOrEqual(1_000);
  });

  test('why a card could not be built is kept as a number', async () => {
    answer = refused(230099, 400, { msg: 'Failed to create card content, ext=ErrCode: 11310; ErrMsg: 林小满' });
    expect(await faultOf(send())).toEqual({ kind: 'refused', code: '230099/11310' });
  });
});

describe('what happens on the way', () => {
  test.each([
    ['Feishu breaks down', { status: 502, body: '<html>bad gateway</html>' }, 'http_502'],
    ['Feishu breaks down in its own words', { status: 500, body: { code: 999, msg: 'x' } }, '999'],
    [
      'somebody in between answers',
      { status: 200, body: '<html>sign in to the Wi-Fi</html>' },
      'answer_not_understood',
    ],
    ['somebody in between leads elsewhere', { status: 302, headers: { location: '/x' }, body: '' }, 'http_302'],
    ['the answer is cut short', { status: 200, body: '{"code":0,"data":{"mess' }, 'answer_not_understood'],
    ['the answer says yes without saying what', { body: { code: 0 } }, 'answer_not_understood'],
    ['the connection breaks', 'cut', 'ECONNRESET'],
  ] as const)('%s: the message may have arrived', async (_what, given, code) => {
    answer = given;
    expect(await faultOf(send())).toEqual({ kind: 'unknown', code });
  });

  test('a Feishu that does not answer, or stops in the middle, is given up in time: the message may have arrived', async () => {
    const carry = createTransport();
    for (const given of ['hang', 'stop'] as const) {
      answer = given;
      const error = await carry({ url: `${edge.url}/open-apis/im/v1/messages`, timeout: 100 }).catch(
        (thrown) => thrown,
      );
      expect(classify(error), given).toEqual({ kind: 'unknown', code: 'timeout' });
    }
  });

  test('an answer without end is not read to its end', async () => {
    answer = { body: `{"code":0,"data":"${'x'.repeat(5 * 1024 * 1024)}"}` };
    expect(await faultOf(send())).toEqual({ kind: 'unknown', code: 'answer_not_understood' });
  });

  test('a Feishu that is not there took nothing', async () => {
    const nowhere = await openEdge(() => undefined);
    await nowhere.close();
    expect(await faultOf(send(nowhere.url))).toMatchObject({ kind: 'later', scope: 'workspace' });
    expect(await faultOf(send('http://feishu.invalid'))).toMatchObject({ kind: 'later', scope: 'workspace' });
  });
});
