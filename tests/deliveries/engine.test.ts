// long because one engine and one platform serve every promise, and their set-up is what one has to read first.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDeliveryEngine, type DeliveryEngine, type EngineOptions } from '../../src/core/deliveries/engine.js';
import { deliveryLimits } from '../../src/core/deliveries/limits.js';
import type { Capabilities, Pacing } from '../../src/core/ports/messenger.js';
import { createMemoryDeliveries, type MemoryDeliveries } from '../doubles/memory-deliveries.js';
import { createMemoryPlatform, type MemoryPlatform, type PlatformOptions } from '../doubles/memory-platform.js';
import { createMemoryWatches } from '../doubles/memory-watches.js';
import { createGate } from '../support/gate.js';
import { after, draft, noon, updateOf, workspaceId } from '../support/reliable.js';
import { createVirtualTime, type VirtualTime } from '../support/virtual-time.js';

const unpaced: Pacing = { perChatMs: 0, perWorkspacePerSecond: Number.POSITIVE_INFINITY };
const byKey: Capabilities = {
  repeat: { by: 'key', withinMs: 3_600_000 },
  forms: 'whole',
  maxButtons: 5,
  circulars: null,
  pacing: unpaced,
};
const byReading: Capabilities = { ...byKey, repeat: { by: 'readBack', quarantineMs: 60_000 } };
const minute = 60_000;

let time: VirtualTime;
let store: MemoryDeliveries;
let platform: MemoryPlatform;
let engine: DeliveryEngine;
const directChats = new Map<string, string>();

function use(capabilities: Capabilities, parts: Partial<EngineOptions> & Partial<PlatformOptions> = {}) {
  platform = createMemoryPlatform({ now: time.now, wait: time.wait, capabilities, ...parts });
  engine = startEngine(parts);
}

function startEngine(parts: Partial<EngineOptions> = {}, instance = 'one'): DeliveryEngine {
  let ids = 0;
  return createDeliveryEngine({
    ports: {
      database: {
        deliveries: store,
        watches,
        accounts: { setDirectChat: async (_, account, chat) => void directChats.set(account, chat) },
      },
      clock: time.clock,
      ids: { next: () => `id${++ids}` },
    },
    messengers: () => platform,
    instance,
    recheck: async () => new Map(),
    wait: time.wait,
    observe: () => {},
    chatGone: async () => {},
    ...parts,
  });
}

let watches = createMemoryWatches();
const texts = () => platform.appeared.map((one) => one.text);
const stateOf = (id: string) => store.rows.find((row) => row.id === id);
/** As the ticks do it. */
async function pass(ms: number, tickMs = 5_000) {
  for (let passed = 0; passed < ms; passed += tickMs) {
    engine.deliver();
    await time.advance(Math.min(tickMs, ms - passed));
  }
}

beforeEach(() => {
  time = createVirtualTime(noon);
  directChats.clear();
  store = createMemoryDeliveries(directChats);
  watches = createMemoryWatches();
});

afterEach(async () => {
  const stopped = engine.stop(1_000);
  await time.advance(20_000);
  await stopped;
});

test('messages appear once, in the order of their chat', async () => {
  use(byKey);
  await store.addAll([draft('a', 'C1'), draft('x', 'C2'), draft('b', 'C1'), draft('c', 'C1')]);
  await engine.deliver();
  expect(texts().filter((text) => text !== 'x')).toEqual(['a', 'b', 'c']);
  expect(texts()).toContain('x');
  expect(store.rows.every((row) => row.state === 'sent' && row.messageRef)).toBe(true);
});

test('a ring while messages are sent makes the engine look again', async () => {
  use(byKey);
  let more = true;
  platform.behave(() => {
    if (more) store.add(draft('second', 'C2')).then(() => engine.deliver());
    more = false;
    return 'takes';
  });
  await store.add(draft('first', 'C1'));
  const delivering = engine.deliver();
  await time.advance(2_000);
  await delivering;
  expect(texts()).toEqual(['first', 'second']);
});

test('a platform that asks for patience is obeyed, and it is no try of the message', async () => {
  use(byKey, { retryAfterMs: 7_000 });
  let answers = 0;
  platform.behave(() => (++answers <= 20 ? 'later' : 'takes'));
  const id = await store.add(draft('a', 'C1'));
  await pass(4 * minute);
  const starts = platform.calls.map((call) => call.at);
  expect(starts.slice(1).every((at, index) => at - (starts[index] ?? 0) >= 7_000)).toBe(true);
  expect(stateOf(id)).toMatchObject({ state: 'sent', attempts: 1 });
});

test('a look whether a message arrived that fails is repeated within minutes, however long that goes on', async () => {
  use(byReading);
  platform.behave((call) => (call === 'send' ? 'appliedUnanswered' : 'droppedUnanswered'));
  const id = await store.add(draft('a', 'C1'));
  await pass(60 * minute, minute / 2);
  platform.behave(() => 'takes');
  await pass(3 * minute);
  expect(stateOf(id)).toMatchObject({ state: 'sent' });
  expect(texts()).toEqual(['a']);
});

test('a slow or bad chat stops no other', async () => {
  use(byKey);
  platform.behave((_, { chat }) => (chat === 'slow' ? 'hangs' : chat === 'bad' ? 'later' : 'takes'));
  await store.addAll(
    ['slow', 'bad'].flatMap((chat) => Array.from({ length: 50 }, (_, at) => draft(`${chat}${at}`, chat))),
  );
  await store.addAll(Array.from({ length: 50 }, (_, at) => draft(`good${at}`, `C${at % 5}`)));
  engine.deliver();
  await time.advance(500);
  expect(texts().filter((text) => text.startsWith('good'))).toHaveLength(50);
});

test('what the platform refuses is given up at once, with the reason, and the chat goes on', async () => {
  use(byKey);
  platform.behave((_, { chat }) => (chat === 'C1' && platform.calls.length === 1 ? 'refuses' : 'takes'));
  const id = await store.add(draft('a', 'C1'));
  await store.add(draft('b', 'C1'));
  await engine.deliver();
  expect(stateOf(id)).toMatchObject({
    state: 'failed',
    failure: 'refused:invalid_blocks',
    decision: { outcome: 'notReached', reason: 'platformRefused' },
  });
  expect(texts()).toEqual(['b']);
});

test('a group chat that is gone holds what is meant for it, changes included, until it is released in order', async () => {
  const gone: string[] = [];
  let away = true;
  use(byKey, { chatGone: async (row) => void gone.push(row.line) });
  platform.behave((_, { chat }) => (away && chat === 'C1' ? 'gone' : 'takes'));
  const id = await store.add(draft('a', 'C1'));
  await store.add(updateOf(id, 'b'));
  await store.add(draft('c', 'C1'));
  await engine.deliver();
  expect(store.rows.map((row) => row.state)).toEqual(['held', 'held', 'held']);
  expect(stateOf(id)?.decision).toMatchObject({ outcome: 'held', reason: 'chatAway' });
  expect(new Set(gone)).toEqual(new Set(['C1']));
  expect(await store.unfinished(time.clock.school())).toBe(0);
  away = false;
  await pass(48 * 60 * minute, 60 * minute);
  expect(texts()).toEqual([]);
  await store.release(workspaceId, 'C1');
  await pass(minute);
  expect(texts()).toEqual(['a', 'c']);
  expect(platform.shown('C1/d1')).toBe('b');
});

test('a person who has left the platform is given up, and the reason kept', async () => {
  use(byKey);
  platform.behave((call) => (call === 'send' ? 'gone' : 'takes'));
  const id = await store.add(draft('a', { account: 'U1' }));
  await engine.deliver();
  expect(stateOf(id)).toMatchObject({ state: 'failed', decision: { outcome: 'notReached', reason: 'chatGone' } });
});

describe('an attempt that may have arrived', () => {
  test('is repeated by the platform’s key and appears once', async () => {
    use(byKey);
    platform.behave(() => (platform.calls.length <= 2 ? 'appliedUnanswered' : 'takes'));
    const id = await store.add(draft('a', 'C1'));
    await pass(minute);
    expect(texts()).toEqual(['a']);
    expect(platform.calls.map((call) => call.call)).toEqual(['send', 'send', 'send']);
    expect(stateOf(id)).toMatchObject({ state: 'sent', attempts: 3 });
  });

  test('is not repeated once the platform has forgotten the key, but looked for', async () => {
    use({ ...byKey, repeat: { by: 'key', withinMs: 10 * minute } });
    platform.behave((call) =>
      call === 'send' && platform.calls.length === 1
        ? 'appliedUnanswered'
        : call === 'send'
          ? 'droppedUnanswered'
          : 'takes',
    );
    const id = await store.add(draft('a', 'C1'));
    await pass(30 * minute);
    expect(texts()).toEqual(['a']);
    expect(stateOf(id)?.state).toBe('sent');
  });

  test('is read back after the quarantine, never before, and not sent again when it is there', async () => {
    use(byReading);
    platform.behave((call) => (call === 'send' ? 'appliedLate' : 'takes'));
    const id = await store.add(draft('a', 'C1'));
    await store.add(draft('b', 'C1'));
    await pass(59_000);
    expect(platform.calls.map((call) => call.call)).toEqual(['send']);
    expect(stateOf(id)?.state).toBe('sending');
    platform.behave(() => 'takes');
    await pass(10_000);
    expect(texts()).toEqual(['a', 'b']);
    expect(platform.calls.map((call) => call.call)).toEqual(['send', 'find', 'send']);
  });

  test('is sent again when it never arrived', async () => {
    use(byReading);
    platform.behave(() => (platform.calls.length === 1 ? 'droppedUnanswered' : 'takes'));
    await store.add(draft('a', 'C1'));
    await pass(90_000);
    expect(texts()).toEqual(['a']);
    expect(platform.calls.map((call) => call.call)).toEqual(['send', 'find', 'send']);
  });

  test('ends as unknown within a quarter of an hour when the platform will not say, told once, and is never repeated', async () => {
    use(byReading, { silent: true });
    platform.behave((call) => (call === 'send' && platform.calls.length === 1 ? 'appliedUnanswered' : 'takes'));
    const id = await store.add(draft('a', 'C1'));
    await store.add(draft('b', 'C1'));
    await pass(14 * minute);
    expect(stateOf(id)?.state).toBe('sending');
    await pass(2 * minute);
    expect(stateOf(id)).toMatchObject({ state: 'unknown', decision: { outcome: 'checking' } });
    expect(platform.calls.filter((call) => call.call === 'find').length).toBeLessThan(10);
    expect(texts()).toEqual(['a', 'b']);
  });

  test('is looked into for as long as the platform is away', async () => {
    use(byReading);
    platform.behave((call) => (call === 'send' ? 'appliedUnanswered' : 'droppedUnanswered'));
    const id = await store.add(draft('a', 'C1'));
    await pass(60 * minute);
    expect(stateOf(id)?.state).toBe('sending');
    platform.behave(() => 'takes');
    await pass(70 * minute);
    expect(stateOf(id)?.state).toBe('sent');
    expect(texts()).toEqual(['a']);
  });

  test('is what a hanging call leaves behind', async () => {
    use(byKey);
    platform.behave(() => (platform.calls.length === 1 ? 'hangs' : 'takes'));
    const id = await store.add(draft('a', 'C1'));
    await pass(deliveryLimits.callMs - 1_000);
    expect(stateOf(id)?.state).toBe('sending');
    await pass(20_000);
    expect(stateOf(id)?.state).toBe('sent');
  });

  test('whose message has become useless is looked for, but not sent any more', async () => {
    use(byReading);
    platform.behave(() => (platform.calls.length === 1 ? 'droppedUnanswered' : 'takes'));
    const id = await store.add(draft('a', 'C1', { uselessAfter: after(30_000) }));
    await pass(90_000);
    expect(texts()).toEqual([]);
    expect(stateOf(id)).toMatchObject({ state: 'skipped', failure: 'useless' });
  });
});

test('a message that stays without an answer is parked after eight tries, with the reason', async () => {
  use({ ...byKey, repeat: { by: 'key', withinMs: 24 * 60 * minute } });
  platform.behave((call) => (call === 'send' ? 'droppedUnanswered' : 'takes'));
  const id = await store.add(draft('a', 'C1'));
  await pass(3 * 60 * minute);
  expect(platform.calls.filter((call) => call.call === 'send')).toHaveLength(8);
  expect(stateOf(id)).toMatchObject({ state: 'failed', failure: 'tries', decision: { outcome: 'notReached' } });
});

test('a message that is put off for a day is given up', async () => {
  use(byKey, { retryAfterMs: 60 * minute });
  platform.behave(() => 'later');
  const id = await store.add(draft('a', 'C1'));
  await pass(26 * 60 * minute, minute);
  expect(stateOf(id)).toMatchObject({
    state: 'failed',
    failure: 'age',
    decision: { outcome: 'notReached', reason: 'gaveUp' },
  });
});

describe('before it is sent', () => {
  test('a message whose time is over is skipped, with the reason', async () => {
    use(byKey);
    const id = await store.add(draft('a', 'C1', { uselessAfter: noon }));
    await engine.deliver();
    expect(texts()).toEqual([]);
    expect(stateOf(id)).toMatchObject({ state: 'skipped', decision: { outcome: 'skipped', reason: 'useless' } });
  });

  test('the recipient is asked about again, and a veto is written down', async () => {
    const asked: number[] = [];
    use(byKey, {
      recheck: async (rows) => {
        asked.push(rows.length);
        return new Map(rows.filter((row) => row.line === 'C2').map((row) => [row.id, 'consentWithdrawn']));
      },
    });
    await store.add(draft('a', 'C1'));
    const id = await store.add(draft('b', 'C2'));
    await engine.deliver();
    expect(asked).toEqual([2]);
    expect(texts()).toEqual(['a']);
    expect(stateOf(id)).toMatchObject({
      state: 'skipped',
      decision: { outcome: 'refused', reason: 'consentWithdrawn' },
    });
  });

  test('nothing goes out while it cannot be asked', async () => {
    let broken = true;
    use(byKey, {
      recheck: async () => {
        if (broken) throw new Error('no database');
        return new Map();
      },
    });
    const id = await store.add(draft('a', 'C1'));
    await pass(5_000);
    expect(texts()).toEqual([]);
    broken = false;
    await pass(5_000);
    expect(stateOf(id)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  test('a direct chat is opened once and remembered', async () => {
    use(byKey);
    await store.addAll([draft('a', { account: 'U1' }), draft('b', { account: 'U1' })]);
    await engine.deliver();
    expect(platform.calls.map((call) => call.call)).toEqual(['openDirect', 'send', 'send']);
    expect(directChats.get('U1')).toBe('D-U1');
    expect(platform.appeared.map((one) => one.chat)).toEqual(['D-U1', 'D-U1']);
  });

  test('a direct chat that cannot be opened leaves nothing unknown', async () => {
    use(byReading);
    platform.behave((call) => (call === 'openDirect' && platform.calls.length < 3 ? 'droppedUnanswered' : 'takes'));
    const id = await store.add(draft('a', { account: 'U1' }));
    await pass(minute);
    expect(stateOf(id)?.state).toBe('sent');
    expect(platform.calls.map((call) => call.call)).toEqual(['openDirect', 'openDirect', 'openDirect', 'send']);
  });
});

describe('changes of a message', () => {
  test('wait for it, and only the newest is made', async () => {
    use(byKey);
    const id = await store.add(draft('a', 'C1'));
    await store.addAll([updateOf(id, 'u1'), updateOf(id, 'u2'), updateOf(id, 'u3')]);
    await engine.deliver();
    expect(platform.calls.map((call) => call.call)).toEqual(['send', 'update']);
    expect(platform.shown(`C1/${id}`)).toBe('u3');
    expect(store.rows.map((row) => row.state)).toEqual(['sent', 'skipped', 'skipped', 'sent']);
    expect(store.rows.every((row) => row.decision === null)).toBe(true);
  });

  test('are skipped when it was never sent', async () => {
    use(byKey);
    platform.behave(() => 'refuses');
    const id = await store.add(draft('a', 'C1'));
    const change = await store.add(updateOf(id, 'u1'));
    await engine.deliver();
    expect(platform.calls).toHaveLength(1);
    expect(stateOf(change)).toMatchObject({ state: 'skipped', failure: 'targetNotSent' });
  });
});

describe('pacing', () => {
  /** The closest two starts of a chat, and the most in any second of the workspace. */
  function measured() {
    const starts = platform.calls.filter((call) => call.call === 'send');
    const gaps = starts.flatMap((call, index) => {
      const next = starts.slice(index + 1).find((other) => other.chat === call.chat);
      return next ? [next.at - call.at] : [];
    });
    const inSecond = starts.map((call) => starts.filter((one) => one.at >= call.at && one.at < call.at + 1_000).length);
    return {
      gap: Math.min(...gaps),
      inSecond: Math.max(...inSecond),
      lastAt: Math.max(...starts.map((call) => call.at)),
    };
  }

  test('keeps a second between two messages of a chat, and wastes less than three in a hundred', async () => {
    use({ ...byReading, pacing: { perChatMs: 1_000, perWorkspacePerSecond: Number.POSITIVE_INFINITY } });
    await store.addAll(Array.from({ length: 40 }, (_, at) => draft(`a${at}`, 'C1')));
    await store.addAll(Array.from({ length: 5 }, (_, at) => draft(`b${at}`, `D${at}`)));
    await pass(minute);
    expect(platform.appeared).toHaveLength(45);
    const { gap, lastAt } = measured();
    expect(gap).toBeGreaterThanOrEqual(1_000);
    expect((39 * 1_000) / (lastAt - noon.getTime())).toBeGreaterThanOrEqual(0.97);
  });

  test('keeps the workspace’s rate in every second, and wastes less than three in a hundred', async () => {
    use({ ...byKey, pacing: { perChatMs: 200, perWorkspacePerSecond: 50 } });
    await store.addAll(Array.from({ length: 1_000 }, (_, at) => draft(`a${at}`, `C${at % 400}`)));
    await pass(minute);
    expect(platform.appeared).toHaveLength(1_000);
    const { gap, inSecond, lastAt } = measured();
    expect(inSecond).toBeLessThanOrEqual(50);
    expect(gap).toBeGreaterThanOrEqual(200);
    expect(((950 / 50) * 1_000) / (lastAt - noon.getTime())).toBeGreaterThanOrEqual(0.97);
  });

  test('holds over two processes: one of them sends', async () => {
    use({ ...byKey, pacing: { perChatMs: 0, perWorkspacePerSecond: 10 } });
    const other = startEngine({}, 'two');
    await store.addAll(Array.from({ length: 60 }, (_, at) => draft(`a${at}`, `C${at}`)));
    const both = Promise.all([engine.deliver(), other.deliver()]);
    await time.advance(10_000);
    await both;
    await other.stop(0);
    expect(platform.appeared).toHaveLength(60);
    expect(measured().inSecond).toBeLessThanOrEqual(10);
  });
});

test('a workspace that does not let us in keeps its messages, and goes on by itself when it does', async () => {
  use(byKey);
  platform.behave(() => 'locked');
  await store.addAll(Array.from({ length: 200 }, (_, at) => draft(`a${at}`, `C${at}`)));
  await pass(10 * minute);
  // What was in the air, then one a minute.
  expect(platform.calls.length).toBeLessThan(2 * deliveryLimits.atOnce + 20);
  expect(store.rows.every((row) => row.state === 'pending')).toBe(true);
  platform.behave(() => 'takes');
  await pass(3 * minute);
  expect(store.rows.every((row) => row.state === 'sent')).toBe(true);
});

test('a platform that is down for six hours costs few messages their certainty, and the rest nothing', async () => {
  use(byReading);
  platform.behave(() => 'droppedUnanswered');
  await store.addAll(
    Array.from({ length: 300 }, (_, at) =>
      draft(`a${at}`, `C${at}`, at < 50 ? {} : { uselessAfter: after(8 * 3_600_000) }),
    ),
  );
  await pass(6 * 60 * minute, minute);
  platform.behave(() => 'takes');
  await pass(7 * 60 * minute, minute);
  expect(store.rows.filter((row) => row.state === 'sending' || row.state === 'unknown')).toEqual([]);
  const { length: skipped } = store.rows.filter((row) => row.state === 'skipped');
  expect(platform.appeared.length + skipped).toBe(300);
  expect(skipped).toBeLessThan(100);
});

test('a process that is paused past its lease neither sends nor settles what another has taken over', async () => {
  use(byReading);
  const gate = createGate();
  const slow = startEngine({ recheck: () => gate.pass(new Map<string, string>()), wait: gate.wait(time.wait) }, 'slow');
  await store.addAll([draft('a', 'C1'), draft('b', 'C1')]);
  gate.shut();
  slow.deliver();
  await time.advance(deliveryLimits.leaseMs + 2 * minute);
  await pass(2 * minute);
  expect(texts()).toEqual(['a', 'b']);
  gate.open();
  await time.advance(minute);
  expect(texts()).toEqual(['a', 'b']);
  expect(store.rows.map((row) => row.state)).toEqual(['sent', 'sent']);
  const stopped = slow.stop(0);
  await time.advance(1_000);
  await stopped;
});

test('stopping lets the calls in the air come back, and leaves the rest for the next process', async () => {
  use({ ...byKey, pacing: { perChatMs: 0, perWorkspacePerSecond: 5 } });
  await store.addAll(Array.from({ length: 50 }, (_, at) => draft(`a${at}`, `C${at}`)));
  engine.deliver();
  await time.advance(2_500);
  const stopping = engine.stop(8_000);
  await time.advance(8_000);
  await stopping;
  expect(store.rows.filter((row) => row.state === 'sending')).toEqual([]);
  const sent = store.rows.filter((row) => row.state === 'sent').length;
  expect(platform.appeared).toHaveLength(sent);
  expect(sent).toBeLessThan(50);
  engine = startEngine({}, 'next');
  await pass(20_000);
  expect(platform.appeared).toHaveLength(50);
});
