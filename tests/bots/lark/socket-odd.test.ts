import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Lark, LarkFault } from '../../../src/bots/lark/index.js';
import type { Inbound } from '../../../src/core/message/inbound.js';
import { app, directMessage } from '../../support/lark-payloads.js';
import { scripted } from '../scripted.js';
import { connect, isOpen, type OddFeishu, openOddFeishu } from './line.js';

let feishu: OddFeishu;
let adapter: Lark;
let faults: readonly LarkFault[];
let accepted: readonly Inbound[];

beforeEach(async () => {
  feishu = await openOddFeishu();
  const script = scripted(() => ({}));
  ({ accepted } = script);
  ({ adapter, faults } = connect(feishu.url, [{ appId: app, appSecret: 'the-secret' }], script.accept));
});
afterEach(async () => {
  await adapter.close();
  await feishu.close();
});

describe('a long connection to a Feishu that is wrong with itself', () => {
  test('an event of another app, or what is none, is not taken and not acknowledged', async () => {
    adapter.open();
    await isOpen(adapter, app);
    const theirs = directMessage('x', {}, {}, { app_id: 'cli_0000000000000000' });
    for (const odd of [theirs, {}, [], 'x', { schema: '2.0' }]) {
      expect(await feishu.sent(odd)).toMatchObject({ code: 500 });
    }
    expect(accepted).toEqual([]);
    expect(faults).toHaveLength(5);
    expect(await feishu.sent(directMessage('hello'))).toEqual({
      code: 200,
      data: Buffer.from('{}').toString('base64'),
    });
    expect(accepted).toMatchObject([{ text: 'hello' }]);
  });

  test.each([
    ['no address', { code: 0, msg: '', data: null }],
    ['another answer', { hello: 'world' }],
    ['nothing', null],
    ['that it is busy', { code: 1, msg: 'system busy', data: { URL: '', ClientConfig: {} } }],
    ['that it is out of order', { code: 1_000_040_343, msg: 'internal error' }],
  ])('where it says %s it is asked again soon, and the fault is told once', async (_what, said) => {
    const address = feishu.answer;
    feishu.answer = said;
    adapter.open();
    await expect.poll(() => feishu.asked, { timeout: 10_000, interval: 20 }).toBeGreaterThan(1);
    expect(adapter.state(app)).toEqual({ state: 'opening' });
    expect(faults).toHaveLength(1);
    feishu.answer = address;
    await isOpen(adapter, app);
  });

  test.each([
    [403, 'choose it under Events & callbacks'],
    [1_000_040_350, 'end other programs'],
    [77, 'code 77'],
  ])(
    'where it refuses with %i it is not asked again at once, and the operator hears what helps',
    async (code, advice) => {
      feishu.answer = { code, msg: 'no, and here is a secret', data: { URL: '', ClientConfig: {} } };
      adapter.open();
      await expect.poll(() => adapter.state(app), { timeout: 10_000 }).toEqual({ state: 'refused', code: `${code}` });
      expect(faults).toMatchObject([{ error: 'LongConnectionRefused', advice: expect.stringContaining(advice) }]);
      expect(JSON.stringify(faults)).not.toContain('here is a secret');
      expect(feishu.asked).toBe(1);
    },
  );

  test('the limit of connections may be reached while it is open: it is tried again once it is refused', async () => {
    adapter.open();
    await isOpen(adapter, app);
    feishu.answer = { code: 1_000_040_350, msg: 'no', data: { URL: '', ClientConfig: {} } };
    feishu.sockets.at(-1)?.terminate();
    await expect.poll(() => adapter.state(app)?.state, { timeout: 10_000 }).toBe('refused');
  });

  test('an address at which nobody is lets the program go on', async () => {
    const { data } = feishu.answer as { data: object };
    feishu.answer = { code: 0, msg: '', data: { ...data, URL: 'ws://127.0.0.1:1/' } };
    adapter.open();
    await expect.poll(() => feishu.asked, { timeout: 10_000 }).toBeGreaterThan(1);
    expect(adapter.state(app)).toEqual({ state: 'opening' });
  });

  test('the program can end while it is still connecting', async () => {
    feishu.answer = null;
    adapter.open();
    await adapter.close();
    expect(adapter.state(app)).toBeNull();
  });
});
