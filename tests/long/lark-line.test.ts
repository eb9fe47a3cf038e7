import { expect, test } from 'vitest';
import { pongWithinSeconds } from '../../src/bots/lark/timing.js';
import { connect, isOpen, openOddFeishu } from '../bots/lark/line.js';
import { app } from '../support/lark-payloads.js';

test('a long connection at whose other end nobody answers any more is noticed and made again', async () => {
  const feishu = await openOddFeishu(2 * pongWithinSeconds);
  const { adapter } = connect(feishu.url, [{ appId: app, appSecret: 'the-secret' }], async () =>
    expect.fail('an event'),
  );
  adapter.open();
  await isOpen(adapter, app);
  // This Feishu answers no ping, and closes nothing.
  await expect
    .poll(() => feishu.sockets.length, { timeout: (pongWithinSeconds + 10) * 1_000, interval: 100 })
    .toBeGreaterThan(1);
  await isOpen(adapter, app);
  await adapter.close();
  await feishu.close();
});
