import { createPostgresBackend, Queue, type QueueOptions, runMigrations, Worker, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { ids } from '../src/app/ids.js';
import type { Messenger } from '../src/core/ports/messenger.js';
import { createDatabase } from '../src/db/database.js';
import type { OpenDatabase } from '../src/db/open.js';
import type { Bench } from './support/bench.js';
import { deliverAll } from './support/engine.js';
import { interleave, median, ratioOf, timedMs } from './support/measure.js';
import { type Backend, backendName, backends, makePlace, openPlace, redisUrl } from './support/place.js';
import { atLeast, perSecond, type Row } from './support/report.js';
import { addDeliveries, addWorkspace, atOnce, messengerTo, noteCard, openPlatform } from './support/sending.js';

// Messages a second from the first row written to the last one settled, against raw BullMQ jobs on the same backend that make
// the same HTTP call: no ledger, no order within a chat, no pacing, no lease that a killed process leaves behind.

const batch = 500;

interface RawQueue {
  send(count: number): Promise<void>;
  close(): Promise<void>;
}

async function openRawQueue(database: OpenDatabase, redis: Redis | null, messenger: Messenger): Promise<RawQueue> {
  const name = `measured-${ids.next()}`;
  if (!redis) await database.withClient((client) => runMigrations(client));
  // exactOptionalPropertyTypes makes no pool assignable to what BullMQ declares.
  const connection = { connection: redis ?? database.bullConnection };
  const backend = redis ? [] : [createPostgresBackend];
  const queue = new Queue(name, connection as QueueOptions, ...(backend as []));
  let left = 0;
  let done = () => {};
  const worker = new Worker<{ key: string; chat: string }>(
    name,
    async ({ data: { key, chat } }) => {
      await messenger.send({ workspaceId: name, chat, key, card: noteCard, language: 'zh-CN' });
    },
    { ...connection, concurrency: atOnce } as unknown as WorkerOptions,
    ...(backend as []),
  );
  worker.on('completed', () => {
    left -= 1;
    if (left === 0) done();
  });
  worker.on('failed', (_, error) => {
    throw error;
  });
  await worker.waitUntilReady();
  return {
    async send(count) {
      left = count;
      const all = new Promise<void>((resolve) => {
        done = resolve;
      });
      for (let from = 0; from < count; from += batch) {
        await queue.addBulk(
          Array.from({ length: Math.min(batch, count - from) }, (_, index) => ({
            name: 'send',
            data: { key: ids.next(), chat: `chat-${from + index}` },
            opts: { attempts: 1, removeOnComplete: true },
          })),
        );
      }
      await all;
    },
    async close() {
      await worker.close();
      await queue.obliterate({ force: true });
      await queue.close();
    },
  };
}

async function measure(backend: Backend, redis: Redis | null, count: number, rounds: number): Promise<Row> {
  const place = await makePlace(backend);
  const database = await openPlace(place);
  const platform = await openPlatform(place.folder);
  const messenger = messengerTo(platform);
  const raw = await openRawQueue(database, redis, messenger);
  try {
    const workspaceId = await addWorkspace(database);
    const stores = createDatabase(database.prisma);
    const rate = async (work: () => Promise<void>) => (count / (await timedMs(work))) * 1_000;
    const pairs = await interleave(
      rounds,
      () =>
        rate(async () => {
          await addDeliveries(stores, workspaceId, count, count / 2);
          await deliverAll(stores, messenger);
        }),
      () => rate(() => raw.send(count)),
    );
    const ratio = ratioOf(pairs, (one) => one);
    return {
      what: 'deliveries, unlimited platform',
      where: redis ? `${backendName[backend]} + Redis` : backendName[backend],
      ours: perSecond(median(pairs.ours)),
      baseline: perSecond(median(pairs.baseline)),
      ratio,
      target: atLeast(ratio, 0.6),
      n: `${rounds} × ${count}`,
    };
  } finally {
    await raw.close();
    await platform.stop();
    await database.close();
    await place.remove();
  }
}

export const deliveries: Bench = {
  name: 'deliveries',
  async run({ quick, say }) {
    const [count, rounds] = quick ? [600, 2] : [3_000, 5];
    const rows: Row[] = [];
    for (const backend of backends()) {
      say(`${rounds} × ${count} messages (${backend})`);
      rows.push(await measure(backend, null, count, rounds));
    }
    const url = redisUrl();
    if (url && backends().includes('postgres')) {
      say(`${rounds} × ${count} messages (postgres, redis)`);
      const redis = new Redis(url, { maxRetriesPerRequest: null });
      rows.push(await measure('postgres', redis, count, rounds).finally(() => redis.disconnect()));
    }
    return rows;
  },
};
