import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDeliveryEngine, type DeliveryEngine } from '../../src/core/deliveries/engine.js';
import type { DeliveryLimits } from '../../src/core/deliveries/limits.js';
import type { Capabilities } from '../../src/core/ports/messenger.js';
import { createMemoryDeliveries, type MemoryDeliveries } from '../doubles/memory-deliveries.js';
import { type Behaviour, createMemoryPlatform, type MemoryPlatform } from '../doubles/memory-platform.js';
import { createMemoryWatches } from '../doubles/memory-watches.js';
import { createGate, type Gate } from '../support/gate.js';
import { draft, noon, updateOf } from '../support/reliable.js';
import { createVirtualTime, type VirtualTime } from '../support/virtual-time.js';

// A school's messages through crashes, pauses, two processes at once and a platform on a bad day. The model is what was
// written, chat by chat; what appeared in the chats must be exactly that.

const lateMs = 3_000;
const common = { forms: 'whole', maxButtons: 5, circulars: null } as const;
const personalities: Record<string, Capabilities> = {
  'an idempotency key': {
    ...common,
    repeat: { by: 'key', withinMs: 3_600_000 },
    pacing: { perChatMs: 200, perWorkspacePerSecond: 50 },
  },
  'reading back only': {
    ...common,
    repeat: { by: 'readBack', quarantineMs: 6_000 },
    pacing: { perChatMs: 0, perWorkspacePerSecond: Number.POSITIVE_INFINITY },
  },
};
const chats = ['C1', 'C2', 'C3'];
/** Random kills come far closer together than a machine's: nothing may be given up for them. */
const limits: Partial<DeliveryLimits> = { maxTries: 1_000 };

interface Model {
  /** What was written for each chat, in order. */
  readonly written: Map<string, string[]>;
  /** The last text of each message that is sent and changed. */
  readonly latest: Map<string, string>;
  count: number;
}

interface Process {
  readonly engine: DeliveryEngine;
  readonly gate: Gate;
}

interface World {
  readonly time: VirtualTime;
  readonly store: MemoryDeliveries;
  readonly watches: ReturnType<typeof createMemoryWatches>;
  readonly platform: MemoryPlatform;
  behaviours: readonly Behaviour[];
  calls: number;
  started: number;
  processes: Process[];
}

function createWorld(capabilities: Capabilities): World {
  const time = createVirtualTime(noon);
  const platform = createMemoryPlatform({ now: time.now, wait: time.wait, capabilities, lateMs, answerMs: 80 });
  const world: World = {
    time,
    store: createMemoryDeliveries(),
    watches: createMemoryWatches(),
    platform,
    behaviours: ['takes'],
    calls: 0,
    started: 0,
    processes: [],
  };
  platform.behave(() => world.behaviours[world.calls++ % world.behaviours.length] ?? 'takes');
  return world;
}

function start(world: World): void {
  const { time, store, watches, platform } = world;
  const gate = createGate();
  let ids = 0;
  world.started += 1;
  const instance = `process${world.started}`;
  const engine = createDeliveryEngine({
    ports: {
      database: {
        deliveries: gate.guard(store),
        watches: gate.guard(watches),
        accounts: { setDirectChat: async () => {} },
      },
      clock: time.clock,
      ids: { next: () => `${instance}-${++ids}` },
    },
    messengers: () => platform,
    instance,
    limits,
    recheck: (rows) => gate.pass(new Map(rows.slice(0, 0).map((row) => [row.id, '']))),
    wait: gate.wait(time.wait),
    observe: () => {},
    chatGone: async () => {},
  });
  world.processes.push({ engine, gate });
}

type Command = fc.AsyncCommand<Model, World>;

const always = { check: () => true };

const add = (chat: string, urgency: number): Command => ({
  ...always,
  toString: () => `add(${chat}, ${urgency})`,
  async run(model, { store }) {
    const text = `m${++model.count}`;
    model.written.set(chat, [...(model.written.get(chat) ?? []), text]);
    model.latest.set(text, text);
    await store.add(draft(text, chat, { urgency }));
  },
});

const change = (pick: number): Command => ({
  check: (model) => model.latest.size > 0,
  toString: () => `change(${pick})`,
  async run(model, { store }) {
    const messages = store.rows.filter((row) => row.draft.verb === 'send');
    const target = messages[pick % messages.length];
    if (!target) return;
    const text = `m${++model.count}`;
    model.latest.set(target.draft.key, text);
    await store.add(updateOf(target.id, text));
  },
});

/** The process is gone between two of its steps; what it had called goes on at the platform. */
const kill = (pick: number): Command => ({
  ...always,
  toString: () => `kill(${pick})`,
  async run(_, world) {
    const [victim] = world.processes.splice(pick % Math.max(1, world.processes.length), 1);
    victim?.gate.shut();
    if (pick % 2 === 0) await begin.run(_, world);
  },
});

/** A process that knows itself to be alone (the embedded database's lock) ends the leases of the dead. */
const begin: Command = {
  ...always,
  toString: () => 'begin',
  async run(_, world) {
    if (world.processes.length === 0) {
      await world.store.releaseLeases(world.time.clock.machine());
      await world.watches.releaseAll();
    }
    if (world.processes.length < 2) start(world);
  },
};

const stop = (pick: number): Command => ({
  ...always,
  toString: () => `stop(${pick})`,
  async run(_, world) {
    const [process] = world.processes.splice(pick % Math.max(1, world.processes.length), 1);
    process?.engine.stop(8_000);
  },
});

/** The process is paused while the others go on, and comes back not knowing it. */
const freeze = (pick: number, ms: number): Command => ({
  ...always,
  toString: () => `freeze(${pick}, ${ms})`,
  async run(_, world) {
    const frozen = world.processes[pick % Math.max(1, world.processes.length)];
    frozen?.gate.shut();
    if (world.processes.length < 2) start(world);
    for (let passed = 0; passed < ms; passed += 5_000) {
      for (const process of world.processes) if (process !== frozen) process.engine.deliver();
      await world.time.advance(5_000);
    }
    frozen?.gate.open();
  },
});

const pass = (ms: number): Command => ({
  ...always,
  toString: () => `pass(${ms})`,
  async run(_, world) {
    for (const { engine } of world.processes) engine.deliver();
    await world.time.advance(ms);
  },
});

const behave = (behaviours: readonly Behaviour[]): Command => ({
  ...always,
  toString: () => `behave(${behaviours})`,
  async run(_, world) {
    world.behaviours = behaviours;
  },
});

const number = fc.nat(20);
const troubles = fc.array(
  fc.constantFrom<Behaviour>(
    'takes',
    'takes',
    'later',
    'appliedUnanswered',
    'appliedLate',
    'droppedUnanswered',
    'hangs',
  ),
  { minLength: 1, maxLength: 8 },
);
const commands = fc.commands(
  [
    fc.tuple(fc.constantFrom(...chats), fc.nat(2)).map(([chat, urgency]) => add(chat, urgency)),
    fc.tuple(fc.constantFrom(...chats), fc.nat(2)).map(([chat, urgency]) => add(chat, urgency)),
    number.map(change),
    number.map(kill),
    fc.constant(begin),
    number.map(stop),
    fc.tuple(number, fc.integer({ min: 1, max: 90_000 })).map(([pick, ms]) => freeze(pick, ms)),
    fc.integer({ min: 1, max: 300 }).map(pass),
    fc.integer({ min: 1, max: 20_000 }).map(pass),
    troubles.map(behave),
  ],
  { maxCommands: 40, size: 'max' },
);

for (const [name, capabilities] of Object.entries(personalities)) {
  test(`whatever dies or stumbles when, every message appears once and in order (${name})`, {
    timeout: 120_000,
  }, async () => {
    const runs = Number(process.env['PROPERTY_RUNS'] ?? 150);
    const property = fc.asyncProperty(troubles, commands, async (behaviours, steps) => {
      const world = createWorld(capabilities);
      const model: Model = { written: new Map(), latest: new Map(), count: 0 };
      start(world);
      await behave(behaviours).run(model, world);
      for (const chat of [...chats, ...chats]) await add(chat, 1).run(model, world);
      await fc.asyncModelRun(() => ({ model, real: world }), steps);

      // The bad day is over: what is left is sent, and everything comes to an end.
      world.behaviours = ['takes'];
      for (const { gate } of world.processes) gate.shut();
      world.processes = [];
      start(world);
      for (let tick = 0; tick < 400 && (await world.store.unfinished(world.time.clock.school())) > 0; tick += 1) {
        await pass(5_000).run(model, world);
      }

      expect(await world.store.unfinished(world.time.clock.school())).toBe(0);
      for (const chat of chats) {
        const appeared = world.platform.appeared.filter((one) => one.chat === chat).map((one) => one.text);
        expect(appeared).toEqual(model.written.get(chat) ?? []);
      }
      for (const row of world.store.rows) {
        if (row.draft.verb === 'send') expect(row.state).toBe('sent');
        if (row.draft.verb === 'send')
          expect(world.platform.shown(`${row.line}/${row.id}`)).toBe(model.latest.get(row.draft.key));
      }
    });
    await fc.assert(property, { numRuns: runs });
  });
}
