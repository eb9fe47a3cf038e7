import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ids } from '../../../src/app/ids.js';
import { createCallMeter, monthOf } from '../../../src/app/lark/call-meter.js';
import { createLog } from '../../../src/app/log.js';
import { createSecrets } from '../../../src/app/secrets.js';
import type { Ports } from '../../../src/core/ports/ports.js';
import { noChats } from '../../doubles/no-chats.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';
import { seedWorkspaces } from '../../support/reliable.js';

const now = new Date('2026-09-30T15:59:00Z');

describe('the calls of a school’s Feishu', () => {
  let open: TestDatabase;
  let ports: Ports;

  beforeAll(async () => {
    open = await openTestDatabase();
    const database = await seedWorkspaces(open, ['lark-cli_a', 'lark-cli_b']);
    ports = {
      database,
      clock: { school: () => now, machine: () => now },
      ids,
      secrets: createSecrets('the secret of a school that is nowhere'),
      chats: noChats,
      bell: { ring: async () => {} },
    };
  });
  afterAll(() => open.close());

  test('are counted for each app, by every process, and none is forgotten when it stops', async () => {
    const log = createLog('silent');
    const [one, other] = [createCallMeter(ports, log, 10_000), createCallMeter(ports, log, 10_000)];
    for (let call = 0; call < 250; call += 1) one.made('cli_a');
    for (let call = 0; call < 30; call += 1) other.made(call % 3 === 0 ? 'cli_a' : 'cli_b');
    // Of an app that has no school yet nothing is kept.
    other.made('cli_nobody');
    await Promise.all([one.close(), other.close()]);
    const budgets = await ports.database.callBudgets.at(now);
    expect(budgets.map(({ workspaceId, used, allowed }) => [workspaceId, used, allowed])).toEqual([
      ['lark-cli_a', 260, 10_000],
      ['lark-cli_b', 20, 10_000],
    ]);
  });

  test('count for the month of China’s calendar', () => {
    expect(monthOf(now)).toEqual({
      beginsAt: new Date('2026-09-01T00:00:00+08:00'),
      endsAt: new Date('2026-10-01T00:00:00+08:00'),
    });
    expect(monthOf(new Date('2026-12-31T16:00:00Z'))).toEqual({
      beginsAt: new Date('2027-01-01T00:00:00+08:00'),
      endsAt: new Date('2027-02-01T00:00:00+08:00'),
    });
  });
});
