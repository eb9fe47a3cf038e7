// long because its promises share one inbox and one way of dying.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { wait as realWait } from '../../src/app/wait.js';
import { recoverLeases } from '../../src/core/due/recover.js';
import { Refusal } from '../../src/core/errors.js';
import {
  createInbox,
  type Handle,
  type Inbox,
  type InboxEvent,
  type InboxOptions,
} from '../../src/core/inbox/inbox.js';
import { say } from '../../src/core/language/say.js';
import type { Inbound } from '../../src/core/message/inbound.js';
import type { Reply } from '../../src/core/message/reply.js';
import type { Clock, Wait } from '../../src/core/ports/clock.js';
import type { Work } from '../../src/core/ports/queue.js';
import type { Database } from '../../src/core/ports/stores.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { after, draft, noon, said, seedWorkspaces, workspaceId } from '../support/reliable.js';

let open: TestDatabase;
let database: Database;
let now: Date;
let rung: Work[];
let inboxes: Inbox[];
let ids = 0;

beforeAll(async () => {
  open = await openTestDatabase();
});
beforeEach(async () => {
  await open.reset();
  database = await seedWorkspaces(open);
  now = noon;
  rung = [];
  inboxes = [];
});
afterEach(async () => {
  for (const inbox of inboxes) await inbox.stop(5_000);
});
afterAll(() => open.close());

const clock: Clock = { school: () => now, machine: () => now };

/** Deadlines pass when a test says so; short waits are real. */
function createDeadlines() {
  const waiting = new Set<() => void>();
  const wait: Wait = (ms, signal) => {
    if (ms < 1_000) return realWait(ms, signal);
    return new Promise((resolve) => {
      const done = () => {
        waiting.delete(done);
        resolve();
      };
      waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
      if (signal.aborted) done();
    });
  };
  return {
    wait,
    pass() {
      for (const done of [...waiting]) done();
    },
  };
}

function start(handle: Handle, parts: Partial<InboxOptions> = {}) {
  const events: InboxEvent[] = [];
  const deadlines = createDeadlines();
  const instance = `process${inboxes.length}`;
  const inbox = createInbox({
    ports: {
      database,
      clock,
      ids: { next: () => `id${++ids}`, secret: () => `id${++ids}` } as InboxOptions['ports']['ids'],
      bell: {
        async ring(work) {
          rung.push(work);
        },
      },
    },
    handle,
    languageOf: async () => 'en-US',
    instance,
    wait: deadlines.wait,
    observe: (event) => events.push(event),
    ...parts,
  });
  inboxes.push(inbox);
  return { inbox, events, deadlines };
}

/** A point that a handler waits at until the test lets it go on. */
function createPoint() {
  let reached = () => {};
  let go = () => {};
  const atPoint = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const let_ = new Promise<void>((resolve) => {
    go = resolve;
  });
  return {
    atPoint,
    go: () => go(),
    async wait() {
      reached();
      await let_;
    },
  };
}

const deliveries = () => open.prisma.delivery.findMany({ orderBy: { seq: 'asc' } });
const answer = (text: string): Reply => ({ toast: text });
const working = say('en-US', 'inbox.received');

test('an event takes effect once and is answered, however often it comes', async () => {
  let effects = 0;
  const { inbox } = start(async () => answer(`done ${++effects}`));
  expect(await inbox.receive(said('k1', 'U1', 'hello'))).toEqual({ toast: 'done 1' });
  for (let again = 0; again < 4; again += 1) {
    expect(await inbox.receive(said('k1', 'U1', 'hello'))).toEqual({ toast: 'done 1' });
  }
  expect(effects).toBe(1);
});

test('a storm of redeliveries over restarts has one effect each', async () => {
  const effects: string[] = [];
  const keys = Array.from({ length: 20 }, (_, index) => `k${index}`);
  for (let life = 0; life < 3; life += 1) {
    const { inbox } = start(async (inbound) => {
      effects.push(inbound.key);
      return {};
    });
    const storm = keys.flatMap((key, index) => [said(key, `U${index % 4}`, key), said(key, `U${index % 4}`, key)]);
    storm.sort((a, b) => (a.key + a.actor.externalId).localeCompare(b.key + b.actor.externalId) * (life - 1 || 1));
    await Promise.all(storm.map((inbound) => inbox.receive(inbound)));
  }
  expect([...effects].sort()).toEqual([...keys].sort());
});

test('what waited behind an earlier event and was finished elsewhere keeps nothing that comes after it waiting', async () => {
  const handled: string[] = [];
  const elsewhere = start(async (inbound) => {
    handled.push(`elsewhere ${inbound.key}`);
    return {};
  });
  const point = createPoint();
  const { inbox } = start(async (inbound, context) => {
    handled.push(inbound.key);
    if (inbound.key !== 'k1') return {};
    await point.wait();
    await context.complete(database, {});
    // In this moment another process, or a tick of this one, looks for what nobody works on.
    await elsewhere.inbox.finish();
    return {};
  });
  const first = await inbox.accept(said('k1', 'U1', 'first'), 'message');
  await point.atPoint;
  const second = await inbox.accept(said('k2', 'U1', 'second'), 'message');
  const third = await inbox.accept(said('k3', 'U1', 'third'), 'message');
  point.go();
  await Promise.all([first.reply, second.reply, third.reply]);
  await inbox.idle();
  expect(handled).toEqual(['k1', 'elsewhere k2', 'elsewhere k3']);
});

test('what is not ready in time is acknowledged plainly, goes on, and its answer follows as a message', async () => {
  const point = createPoint();
  const { inbox, deadlines, events } = start(async () => {
    await point.wait();
    return { card: { tone: 'good', blocks: [{ kind: 'paragraph', text: 'the report' }] } };
  });
  const reply = inbox.receive(said('k1', 'U1', 'report'));
  await point.atPoint;
  deadlines.pass();
  expect(await reply).toMatchObject({ card: { tone: 'plain', blocks: [{ kind: 'paragraph', text: working }] } });
  expect(await inbox.receive(said('k1', 'U1', 'report'))).toMatchObject({ card: { blocks: [{ text: working }] } });
  point.go();
  await inbox.stop(5_000);
  expect(await deliveries()).toMatchObject([
    { chat: '@U1', urgency: 0, language: 'en-US', card: { blocks: [{ text: 'the report' }] } },
  ]);
  expect(rung).toContain('deliver');
  expect(events.map((event) => event.kind)).toEqual(['late']);
});

test('a button that takes long is acknowledged with a word over the screen', async () => {
  const point = createPoint();
  const { inbox, deadlines } = start(async () => {
    await point.wait();
    return { open: { session: 's' } as never };
  });
  const { text: _, ...envelope } = said('k1', 'U1', '');
  const reply = inbox.receive({ ...envelope, kind: 'pressed', token: 't' } as Inbound);
  await point.atPoint;
  deadlines.pass();
  expect(await reply).toMatchObject({ toast: working });
  point.go();
  await inbox.stop(5_000);
  expect(await deliveries()).toMatchObject([{ card: { blocks: [{ text: say('en-US', 'inbox.openAgain') }] } }]);
});

test('an event that cannot be stored in time is not acknowledged: the platform must send it again', async () => {
  const slow: Database = {
    ...database,
    inbox: { ...database.inbox, claim: () => new Promise(() => {}) },
  };
  const deadlines = createDeadlines();
  const { inbox } = start(async () => ({}), {
    ports: {
      ...({} as InboxOptions['ports']),
      database: slow,
      clock,
      ids: { next: () => 'x' } as never,
      bell: { ring: async () => {} },
    },
    wait: deadlines.wait,
  });
  const reply = inbox.receive(said('k1', 'U1', 'hello'));
  deadlines.pass();
  await expect(reply).rejects.toThrow('could not be stored');
  inboxes = [];
});

test('a person’s events are handled one after the other, in the order they came', async () => {
  const point = createPoint();
  const handled: string[] = [];
  const { inbox } = start(async (inbound) => {
    if (inbound.key === 'k1') await point.wait();
    handled.push(inbound.key);
    return answer(inbound.key);
  });
  const replies = ['k1', 'k2', 'k3'].map((key) => inbox.receive(said(key, 'U1', key)));
  await point.atPoint;
  expect(await inbox.receive(said('other', 'U2', 'x'))).toEqual(answer('other'));
  point.go();
  expect(await Promise.all(replies)).toEqual(['k1', 'k2', 'k3'].map(answer));
  expect(handled).toEqual(['other', 'k1', 'k2', 'k3']);
});

test('an event whose process was killed is finished by the next, and its answer follows', async () => {
  const dead = start(() => new Promise(() => {}));
  dead.inbox.receive(said('k1', 'U1', 'hello'));
  await expect.poll(() => open.prisma.inboundEvent.count()).toBe(1);
  inboxes = [];
  await recoverLeases({ database, clock });
  const { inbox } = start(async () => answer('done at last'));
  await inbox.finish();
  expect(await deliveries()).toMatchObject([{ chat: '@U1', card: { blocks: [{ text: 'done at last' }] } }]);
  expect(await inbox.receive(said('k1', 'U1', 'hello'))).toEqual(answer('done at last'));
});

test('an effect that completed its event in its own transaction does not run again after a kill', async () => {
  let runs = 0;
  const dead = start(async (_, { eventId, complete }) => {
    runs += 1;
    await database.transaction(async (stores) => {
      await stores.deliveries.add(draft(`effect:${eventId}`, 'C1'));
      await complete(stores, answer('done'));
    });
    return new Promise(() => {});
  });
  dead.inbox.receive(said('k1', 'U1', 'hello'));
  await expect.poll(() => open.prisma.delivery.count()).toBe(1);
  inboxes = [];
  await recoverLeases({ database, clock });
  const { inbox } = start(async () => {
    runs += 1;
    return {};
  });
  await inbox.finish();
  expect(await inbox.receive(said('k1', 'U1', 'hello'))).toEqual(answer('done'));
  expect(runs).toBe(1);
  expect(await deliveries()).toHaveLength(1);
});

test('a process that was paused past its lease takes back what it did', async () => {
  const point = createPoint();
  const slow = start(async (_, { eventId, complete }) => {
    await point.wait();
    await database.transaction(async (stores) => {
      await stores.deliveries.add(draft(`slow:${eventId}`, 'C1'));
      await complete(stores, {});
    });
    return {};
  });
  const { inbox } = start(async (_, { eventId, complete }) => {
    await database.transaction(async (stores) => {
      await stores.deliveries.add(draft(`quick:${eventId}`, 'C1'));
      await complete(stores, {});
    });
    return {};
  });
  const reply = slow.inbox.receive(said('k1', 'U1', 'hello'));
  await point.atPoint;
  now = after(60_000);
  await inbox.finish();
  point.go();
  await reply;
  expect((await deliveries()).map((row) => row.key.split(':')[0])).toEqual(['quick']);
});

test('a handler that breaks is tried again later, and the person is not left without a word', async () => {
  let broken = true;
  const { inbox, events } = start(async () => {
    if (broken) throw new Error('a bug');
    return answer('done');
  });
  expect(await inbox.receive(said('k1', 'U1', 'hello'))).toMatchObject({ card: { blocks: [{ text: working }] } });
  broken = false;
  await inbox.finish();
  expect(await deliveries()).toEqual([]);
  now = after(2_000);
  await inbox.finish();
  expect(await deliveries()).toMatchObject([{ card: { blocks: [{ text: 'done' }] } }]);
  expect(events.map((event) => event.kind)).toEqual(['fault']);
});

test('an event that always breaks is parked after eight tries, told once, and hinders nobody', async () => {
  const { inbox, events } = start(async (inbound) => {
    if (inbound.key === 'bad') throw new Error('a bug');
    return answer('fine');
  });
  await inbox.receive(said('bad', 'U1', 'x'));
  expect(await inbox.receive(said('good', 'U1', 'y'))).toEqual(answer('fine'));
  for (let hour = 1; hour <= 12; hour += 1) {
    now = after(hour * 3_600_000);
    await inbox.finish();
  }
  expect(events.map((event) => event.kind)).toEqual([...Array.from({ length: 8 }, () => 'fault'), 'parked']);
  expect(await deliveries()).toMatchObject([{ key: expect.stringContaining('parked:'), chat: '@U1' }]);
});

test('a refusal is an answer', async () => {
  const { inbox, events } = start(async () => {
    throw new Refusal('inbox.openAgain');
  });
  const words = say('en-US', 'inbox.openAgain');
  expect(await inbox.receive(said('k1', 'U1', 'x'))).toMatchObject({ card: { blocks: [{ text: words }] } });
  expect(events).toEqual([]);
});

test('what was received is erased after 26 hours, and not before', async () => {
  const { inbox } = start(async () => answer('done'));
  await inbox.receive(said('k1', 'U1', 'x'));
  now = after(25.9 * 3_600_000);
  await inbox.finish();
  expect(await inbox.receive(said('k1', 'U1', 'x'))).toEqual(answer('done'));
  now = after(26.2 * 3_600_000);
  await inbox.finish();
  expect(await open.prisma.inboundEvent.count({ where: { workspaceId } })).toBe(0);
});

test('an event is accepted as soon as it is stored; its answer follows when it is ready', async () => {
  const point = createPoint();
  const { inbox } = start(async () => {
    await point.wait();
    return answer('done');
  });
  const accepted = await inbox.accept(said('k1', 'U1', 'x'), 'reply');
  expect(accepted.repeated).toBe(false);
  point.go();
  expect(await accepted.reply).toEqual(answer('done'));
  expect(await deliveries()).toEqual([]);
});

test('an answer by message is written down with what it answers, once, and not said a second time', async () => {
  const { inbox } = start(async () => ({ ...answer('done'), language: 'zh-CN' }));
  for (const repeated of [false, true, true]) {
    const accepted = await inbox.accept(said('k1', 'U1', 'x'), 'message');
    expect(accepted.repeated).toBe(repeated);
    expect(await accepted.reply).toBe(null);
  }
  expect(await deliveries()).toMatchObject([{ chat: '@U1', language: 'zh-CN', card: { blocks: [{ text: 'done' }] } }]);
  expect(rung).toContain('deliver');
});

test('an accepted event whose process was killed is answered by the next', async () => {
  const point = createPoint();
  const dying = start(async () => {
    await point.wait();
    throw new Error('killed');
  });
  await dying.inbox.accept(said('k1', 'U1', 'x'), 'reply');
  await point.atPoint;
  now = after(60_000);
  const next = start(async () => answer('done by the next'));
  await next.inbox.finish();
  point.go();
  expect(await deliveries()).toMatchObject([{ card: { blocks: [{ text: 'done by the next' }] } }]);
});
