import { beforeEach, describe, expect, test } from 'vitest';
import { createDeliveryEngine } from '../../src/core/deliveries/engine.js';
import { createMemoryDeliveries, type MemoryDeliveries } from '../doubles/memory-deliveries.js';
import { createMemoryPlatform, type MemoryPlatform } from '../doubles/memory-platform.js';
import { createMemoryWatches } from '../doubles/memory-watches.js';
import { draft, noon } from '../support/reliable.js';
import { createVirtualTime, type VirtualTime } from '../support/virtual-time.js';

const families = 450;
const vetoed = 'family 7';

describe('a message that is the same to many families', () => {
  let time: VirtualTime;
  let store: MemoryDeliveries;
  let platform: MemoryPlatform;

  /** @param atMost null: a platform that writes to one person at a time. */
  function engineOf(atMost: number | null) {
    platform = createMemoryPlatform({
      now: time.now,
      wait: time.wait,
      capabilities: {
        repeat: { by: 'key', withinMs: 3_600_000 },
        forms: 'whole',
        maxButtons: 5,
        circulars: atMost === null ? null : { atMost },
        pacing: { perChatMs: 200, perWorkspacePerSecond: 50 },
      },
    });
    let ids = 0;
    const engine = createDeliveryEngine({
      ports: {
        database: { deliveries: store, watches: createMemoryWatches(), accounts: { setDirectChat: async () => {} } },
        clock: time.clock,
        ids: { next: () => `id${++ids}` },
      },
      messengers: () => platform,
      instance: 'one',
      recheck: async (rows) =>
        new Map(rows.flatMap((row) => (row.personId === vetoed ? [[row.id, 'notGuardian']] : []))),
      wait: time.wait,
      observe: () => {},
      chatGone: async () => {},
    });
    return async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 1_000) {
        engine.deliver();
        await time.advance(1_000);
      }
    };
  }

  const callsOf = (call: string) => platform.calls.filter((one) => one.call === call);
  const inState = (state: string) => store.rows.filter((row) => row.state === state);

  beforeEach(async () => {
    time = createVirtualTime(noon);
    store = createMemoryDeliveries();
    const copies = Array.from({ length: families }, (_, at) =>
      draft(
        `copy ${at}`,
        { account: at === 3 ? 'left-3' : `f${at}` },
        {
          circular: 'quiet',
          personId: `family ${at}`,
          card: { tone: 'plain', blocks: [{ kind: 'paragraph', text: 'nothing new' }] },
        },
      ),
    );
    await store.addAll([draft('own', { account: 'f0' }), ...copies, draft('more', { account: 'f1' })]);
  });

  test('goes in as few calls as the platform allows; whoever may not have it any more, or has left, does not get it', async () => {
    await engineOf(200)(5_000);
    // What is due first in a family's chat goes first: its copy comes a call later.
    expect(callsOf('sendCircular').length).toBeLessThanOrEqual(4);
    expect(callsOf('sendCircular').every((one) => one.chat.split(' ').length <= 200)).toBe(true);
    const got = platform.appeared.filter((one) => one.text === 'nothing new').map((one) => one.chat);
    expect(new Set(got).size).toBe(got.length);
    expect(got).toHaveLength(families - 2);
    expect(got).not.toContain('D-f7');
    expect(inState('failed')).toMatchObject([{ draft: { personId: 'family 3' } }]);
    expect(inState('skipped')).toMatchObject([{ draft: { personId: vetoed } }]);
    const own = platform.appeared.filter((one) => one.chat === 'D-f0').map((one) => one.text);
    expect(own).toEqual(['own', 'nothing new']);
  });

  test('goes to one after the other where one call writes to one person', async () => {
    await engineOf(null)(25_000);
    expect(callsOf('sendCircular')).toEqual([]);
    expect(platform.appeared.filter((one) => one.text === 'nothing new')).toHaveLength(families - 1);
  });

  test('is never sent again where it may have arrived, and counts as being checked', async () => {
    const pass = engineOf(200);
    platform.behave((call) => (call === 'sendCircular' ? 'appliedUnanswered' : 'takes'));
    await pass(120_000);
    const got = platform.appeared.filter((one) => one.text === 'nothing new').map((one) => one.chat);
    expect(new Set(got).size).toBe(got.length);
    expect(inState('unknown').length).toBeGreaterThanOrEqual(families - 2 - 4);
  });

  test('is tried again when the platform asks for patience', async () => {
    let asked = 0;
    const pass = engineOf(200);
    platform.behave((call) => (call === 'sendCircular' && ++asked <= 3 ? 'later' : 'takes'));
    await pass(60_000);
    expect(platform.appeared.filter((one) => one.text === 'nothing new')).toHaveLength(families - 2);
  });

  test('goes one by one when the platform refuses it as a whole', async () => {
    const pass = engineOf(200);
    platform.behave((call) => (call === 'sendCircular' ? 'refuses' : 'takes'));
    await pass(30_000);
    expect(callsOf('sendCircular').length).toBeLessThanOrEqual(3);
    expect(platform.appeared.filter((one) => one.text === 'nothing new')).toHaveLength(families - 1);
  });
});
