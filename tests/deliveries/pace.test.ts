import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDeliveryEngine, type DeliveryEngine } from '../../src/core/deliveries/engine.js';
import type { DeliveryLimits } from '../../src/core/deliveries/limits.js';
import type { Capabilities, Pacing } from '../../src/core/ports/messenger.js';
import { createMemoryDeliveries, type MemoryDeliveries } from '../doubles/memory-deliveries.js';
import { createMemoryPlatform, type MemoryPlatform } from '../doubles/memory-platform.js';
import { createMemoryWatches } from '../doubles/memory-watches.js';
import { draft, noon } from '../support/reliable.js';
import { createVirtualTime, type VirtualTime } from '../support/virtual-time.js';

// A workspace allows so many calls a second. What is not called, or never answered, must not use that up for ever.

let time: VirtualTime;
let store: MemoryDeliveries;
let platform: MemoryPlatform;
let engine: DeliveryEngine;
const directChats = new Map<string, string>();

let recheckMs = 0;

function use(perWorkspacePerSecond: number, limits: Partial<DeliveryLimits> = {}, more: Partial<Pacing> = {}) {
  const capabilities: Capabilities = {
    repeat: { by: 'key', withinMs: 3_600_000 },
    forms: 'whole',
    maxButtons: 5,
    circulars: null,
    pacing: { perChatMs: 0, perWorkspacePerSecond, ...more },
  };
  platform = createMemoryPlatform({ now: time.now, wait: time.wait, capabilities, answerMs: 5 });
  let ids = 0;
  engine = createDeliveryEngine({
    ports: {
      database: {
        deliveries: store,
        watches: createMemoryWatches(),
        accounts: { setDirectChat: async (_, account, chat) => void directChats.set(account, chat) },
      },
      clock: time.clock,
      ids: { next: () => `id${++ids}` },
    },
    messengers: () => platform,
    instance: 'one',
    limits,
    async recheck() {
      if (recheckMs > 0) await time.wait(recheckMs, new AbortController().signal);
      return new Map();
    },
    wait: time.wait,
    observe: () => {},
    chatGone: async () => {},
  });
}

async function pass(ms: number, tickMs = 5_000) {
  for (let passed = 0; passed < ms; passed += tickMs) {
    engine.deliver();
    await time.advance(tickMs);
  }
}

beforeEach(() => {
  time = createVirtualTime(noon);
  recheckMs = 0;
  directChats.clear();
  store = createMemoryDeliveries(directChats);
});

afterEach(async () => {
  const stopped = engine.stop(1_000);
  await time.advance(20_000);
  await stopped;
});

test('a message whose turn comes after its lease takes nobody’s place', async () => {
  // Opening a direct chat is a call too: the second calls of a full claim come later than such a lease lasts.
  use(10, { leaseMs: 1_500, callMs: 900 });
  for (let person = 0; person < 60; person += 1) await store.add(draft(`note ${person}`, { account: `p${person}` }));
  await pass(120_000);
  expect(platform.appeared).toHaveLength(60);
});

test('people who are written to for the first time use nothing up where their direct chat needs no call', async () => {
  use(10, {}, { freeDirectChats: true });
  for (let person = 0; person < 60; person += 1) await store.add(draft(`note ${person}`, { account: `p${person}` }));
  await pass(60_000);
  const sent = platform.appeared.map((one) => one.at);
  expect(sent).toHaveLength(60);
  expect(Math.max(...sent) - Math.min(...sent)).toBeLessThan(5_500);
});

test('a call that is never answered takes nobody’s place', async () => {
  use(2);
  platform.behave((_, { chat }) => (chat.startsWith('deaf') ? 'hangs' : 'takes'));
  for (const chat of ['deaf1', 'deaf2']) await store.add(draft(chat, chat));
  await pass(5_000);
  for (const chat of ['C1', 'C2']) await store.add(draft(chat, chat));
  await pass(60_000);
  expect(platform.appeared.map((one) => one.text).toSorted()).toEqual(['C1', 'C2']);
});

test('what is looked at once more for long takes up no turns far ahead, and a minute’s messages still go within it', async () => {
  use(50, {}, { freeDirectChats: true, perWorkspacePerMinute: 1_000 });
  recheckMs = 300;
  const people = Array.from({ length: 1_000 }, (_, person) => draft(`note ${person}`, { account: `p${person}` }));
  await store.addAll(people);
  await pass(60_000);
  expect(platform.appeared).toHaveLength(1_000);
});
