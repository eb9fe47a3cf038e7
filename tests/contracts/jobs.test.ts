import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Work } from '../../src/core/ports/queue.js';
import { createJobs, type Jobs, type JobsOptions } from '../../src/jobs/jobs.js';
import { checkRedis } from '../../src/jobs/redis-settings.js';
import { describeQueues, openTestQueue, type TestQueue } from '../support/queues.js';

/** Longer than any test: nothing is found by the clock. */
const never = { due: 600_000, deliver: 600_000, inbound: 600_000 };

describeQueues('the bell', (kind) => {
  let queue: TestQueue;
  const started: Jobs[] = [];

  beforeAll(async () => {
    queue = await openTestQueue(kind);
  });
  afterEach(async () => {
    for (const jobs of started.splice(0)) await jobs.stop(5_000);
    await queue.empty();
  });
  afterAll(() => queue.close());

  /** Jobs that count; `look(work)` resolves at the next look that nobody has awaited yet. */
  function start(tickMs: Partial<Record<Work, number>>, work?: () => Promise<void>) {
    const looks: Work[] = [];
    const waiting: { work: Work; resolve: () => void }[] = [];
    const settle = () => {
      for (const one of [...waiting]) {
        const at = looks.indexOf(one.work);
        if (at < 0) continue;
        looks.splice(at, 1);
        waiting.splice(waiting.indexOf(one), 1);
        one.resolve();
      }
    };
    const handler = (name: Work) => async () => {
      looks.push(name);
      settle();
      await work?.();
    };
    const handlers: JobsOptions['handlers'] = {
      due: handler('due'),
      deliver: handler('deliver'),
      inbound: handler('inbound'),
    };
    const warnings: string[] = [];
    const log = { info: () => {}, warn: (_: object, message: string) => warnings.push(message) };
    const jobs = createJobs({ connection: queue.connection, handlers, log, tickMs });
    started.push(jobs);
    const look = (name: Work) =>
      new Promise<void>((resolve) => {
        waiting.push({ work: name, resolve });
        settle();
      });
    return { jobs, look, looks, warnings };
  }

  test('wakes the work that was rung for, and no other', async () => {
    const { jobs, look, looks } = start(never);
    await jobs.startWorkers();
    // Once at the start, and once by a clock that was just set going.
    for (const work of ['due', 'deliver', 'inbound', 'due', 'deliver', 'inbound'] as const) await look(work);
    await jobs.bell.ring('deliver');
    await look('deliver');
    expect(looks).toEqual([]);
  });

  test('is heard in another process', async () => {
    const ringing = start(never);
    const working = start(never);
    await working.jobs.startWorkers();
    await working.look('inbound');
    await ringing.jobs.bell.ring('inbound');
    await working.look('inbound');
    expect(ringing.looks).toEqual([]);
  });

  test('a ring during the work is a wake-up of its own', async () => {
    let finish = () => {};
    const blocked = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { jobs, look } = start(never, () => blocked);
    await jobs.startWorkers();
    await look('deliver');
    for (let ring = 0; ring < 5; ring += 1) {
      await jobs.bell.ring('deliver');
      await look('deliver');
    }
    finish();
  });

  test('a hundred rings at once cost a few wake-ups', async () => {
    const { jobs, look, looks } = start(never);
    await jobs.startWorkers();
    await look('deliver');
    for (let ring = 0; ring < 100; ring += 1) await jobs.bell.ring('deliver');
    await look('deliver');
    // The last of them must not be lost: one more ring is heard whatever became of the hundred.
    await jobs.bell.ring('deliver');
    await look('deliver');
    expect(looks.filter((work) => work === 'deliver').length).toBeLessThan(5);
  });

  test('the clock wakes without a ring, also after everything in the queue was lost', async () => {
    const { jobs, look } = start({ ...never, deliver: 200 });
    await jobs.startWorkers();
    for (let tick = 0; tick < 4; tick += 1) await look('deliver');
    await queue.empty();
    for (let tick = 0; tick < 4; tick += 1) await look('deliver');
    await jobs.bell.ring('due');
    await look('due');
  });

  test('a restart keeps the clock', async () => {
    const first = start({ ...never, due: 200 });
    await first.jobs.startWorkers();
    for (let tick = 0; tick < 3; tick += 1) await first.look('due');
    await first.jobs.stop(5_000);
    const second = start({ ...never, due: 200 });
    await second.jobs.startWorkers();
    for (let tick = 0; tick < 4; tick += 1) await second.look('due');
    expect(second.warnings.filter((message) => message.startsWith('The queue'))).toEqual([]);
  });

  test('stopping waits for the work in hand', async () => {
    let finish = () => {};
    const blocked = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { jobs, look } = start(never, () => blocked);
    await jobs.startWorkers();
    await look('due');
    let stopped = false;
    const stopping = jobs.stop(10_000).then(() => {
      stopped = true;
    });
    await look('deliver');
    expect(stopped).toBe(false);
    finish();
    await stopping;
  });

  test('work that breaks is logged without its details, and the next ring is heard', async () => {
    let broken = true;
    const { jobs, look, warnings } = start(never, async () => {
      if (broken) throw new Error('张三');
    });
    await jobs.startWorkers();
    await look('deliver');
    broken = false;
    await jobs.bell.ring('deliver');
    await look('deliver');
    expect(warnings.join()).toContain('looked for again');
    expect(warnings.join()).not.toContain('张三');
  });
});

describe('without its Redis', () => {
  test('ringing is no error for anybody, work is found by the clock, and it is said once', async () => {
    const warnings: string[] = [];
    const log = { info: () => {}, warn: (_: object, message: string) => warnings.push(message) };
    let looks = 0;
    let third = () => {};
    const seen = new Promise<void>((resolve) => {
      third = resolve;
    });
    const handler = async () => {
      looks += 1;
      if (looks >= 12) third();
    };
    const jobs = createJobs({
      // Nothing listens on port 1.
      connection: { kind: 'redis', url: 'redis://127.0.0.1:1' },
      handlers: { due: handler, deliver: handler, inbound: handler },
      log,
      tickMs: { due: 50, deliver: 50, inbound: 50 },
    });
    await jobs.bell.ring('deliver');
    await jobs.startWorkers();
    await jobs.bell.ring('deliver');
    await seen;
    await jobs.stop(1_000);
    expect(warnings.filter((message) => message.startsWith('The queue is away'))).toHaveLength(1);
  });

  test('settings that lose wake-ups are said in words', async () => {
    const said = async (settings: Record<string, string> | null) => {
      const messages: string[] = [];
      const config = (async (_: 'GET', name: string) => {
        if (!settings) throw new Error('unknown command');
        return [name, settings[name]];
      }) as unknown as Parameters<typeof checkRedis>[0]['config'];
      await checkRedis({ config }, { info: () => {}, warn: (_, message) => messages.push(message) });
      return messages;
    };
    expect(await said({ 'maxmemory-policy': 'noeviction', appendonly: 'yes' })).toEqual([]);
    expect(await said({ 'maxmemory-policy': 'allkeys-lru', appendonly: 'yes' })).toEqual([
      expect.stringContaining('Set maxmemory-policy to noeviction.'),
    ]);
    expect(await said({ 'maxmemory-policy': 'noeviction', appendonly: 'no' })).toEqual([
      expect.stringContaining('Set appendonly to yes.'),
    ]);
    expect(await said(null)).toEqual([expect.stringContaining('does not say')]);
  });
});
