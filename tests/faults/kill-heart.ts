import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Redis } from 'ioredis';
import { type OpenDatabase, openDatabase } from '../../src/db/open.js';
import { type Backend, openTestDatabase } from '../support/database.js';
import { seedWorkspaces, workspaceId } from '../support/reliable.js';
import { copyTemplate } from '../support/template.js';
import type { HeartInput } from './heart.js';
import { type HeartPlatform, isGroupChat, type OpenHeartPlatform, type Shown } from './heart-platform.js';
import { type KillReport, runUnderKills } from './kill-loop.js';

export interface HeartRun {
  readonly backend: Backend;
  readonly redis: string | null;
  readonly platform: OpenHeartPlatform;
  readonly kills: number;
  readonly messages: number;
  readonly seed: number;
}

export interface HeartReport extends KillReport {
  readonly acknowledged: number;
  /** Messages that are visible whole. */
  readonly arrived: number;
  /** What is visible; a long message is several. */
  readonly posts: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly outOfOrder: readonly string[];
  readonly unplanned: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

/** Kills the heart of the program again and again on a bad day, and compares what was acknowledged with what appeared. */
export async function killHeart(
  run: HeartRun,
  between?: (life: number, redisPrefix: string | null) => Promise<void>,
): Promise<HeartReport> {
  const { backend, kills, messages, seed } = run;
  const folder = await mkdtemp(join(tmpdir(), 'gongyu-heart-'));
  const platform = await run.platform(seed, folder);
  const accounts = [...platform.recipients.said, ...platform.recipients.told].filter((id) => !isGroupChat(id));
  const database = backend === 'embedded' ? await seededFolder(accounts) : await seededServer(accounts);
  const redis = run.redis ? { url: run.redis, prefix: `gongyu-heart-${randomUUID()}` } : null;
  const input = (life: number): HeartInput => ({
    folder: database.folder,
    url: database.url,
    redis,
    platform: platform.wire,
    recipients: platform.recipients,
    longEvery: platform.longEvery,
    limits: platform.limits,
    acks: join(folder, 'acks'),
    messages,
    upTo: life === kills ? messages : Math.ceil(((life + 1) * messages) / (kills + 1)),
  });
  const acknowledged = async () => new Set((await readFile(join(folder, 'acks'), 'utf8')).split('\n').filter(Boolean));
  try {
    const report = await runUnderKills({
      program: new URL('./heart.ts', import.meta.url),
      input,
      kills,
      seed,
      lifeMs: platform.lifeMs,
      whileOpening: 0.25,
      drainMs: platform.drainMs,
      ...(between ? { between: (life) => between(life, redis?.prefix ?? null) } : {}),
    }).catch(async (error: Error) => {
      // What stands in the ledger tells whether it was stuck, or slow.
      const { lost, ...rest } = compare(await acknowledged(), platform);
      throw new Error(`${error.message} ${JSON.stringify({ seed, lost: lost.length, ...rest })}`, { cause: error });
    });
    return { ...report, ...compare(await acknowledged(), platform) };
  } finally {
    await platform.stop();
    await database.remove();
    if (redis) await forgetKeys(redis.url, redis.prefix);
    await rm(folder, { recursive: true, force: true });
  }
}

export async function forgetKeys(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url);
  const keys = await redis.keys(`${prefix}:*`);
  if (keys.length > 0) await redis.del(keys);
  await redis.quit();
}

interface SeededDatabase {
  readonly folder: string | null;
  readonly url: string | null;
  remove(): Promise<void>;
}

/** The embedded database belongs to one process at a time, so it is closed again. */
async function seededFolder(accounts: readonly string[]): Promise<SeededDatabase> {
  const folder = await copyTemplate();
  const onFatal = (problem: Error) => {
    throw problem;
  };
  const open = await openDatabase({ mode: 'embedded', folder, fsync: false, onFatal, log: () => {} });
  await seed(open.prisma, accounts);
  await open.close();
  return { folder, url: null, remove: () => rm(dirname(folder), { recursive: true, force: true }) };
}

async function seededServer(accounts: readonly string[]): Promise<SeededDatabase> {
  const open = await openTestDatabase({ backend: 'postgres' });
  await seed(open.prisma, accounts);
  return { folder: null, url: open.url, remove: () => open.close() };
}

async function seed(prisma: OpenDatabase['prisma'], accounts: readonly string[]): Promise<void> {
  await seedWorkspaces({ prisma });
  await prisma.account.createMany({
    data: accounts.map((externalId) => ({ id: externalId, workspaceId, externalId })),
  });
}

/** A message arrived when each of its parts is visible once, under one key. */
function compare(acks: ReadonlySet<string>, platform: HeartPlatform) {
  const shown = platform.shown();
  const causes = new Map<string, string>();
  const parts = new Map<string, Shown[]>();
  for (const one of shown) {
    if (one.part === 0) causes.set(one.key, one.cause);
    parts.set(one.key, [...(parts.get(one.key) ?? []), one]);
  }
  const named = (key: string) => causes.get(key) ?? key;
  const doubled: string[] = [];
  const whole: string[] = [];
  for (const [key, of] of parts) {
    const counts = new Map<number, number>();
    for (const { part } of of) counts.set(part, (counts.get(part) ?? 0) + 1);
    for (const [part, count] of counts) if (count > 1) doubled.push(`${named(key)}, part ${part}: ${count} times`);
    const last = of.find((one) => one.last)?.part;
    if (last !== undefined && counts.size === last + 1) whole.push(named(key));
  }
  const arrived = new Set(whole);
  if (whole.length > arrived.size) doubled.push(`${whole.length - arrived.size} under two keys`);
  return {
    acknowledged: acks.size,
    arrived: arrived.size,
    posts: shown.length,
    lost: [...acks].filter((name) => !arrived.has(name)),
    doubled,
    outOfOrder: outOfOrder(shown, named),
    unplanned: platform.unplanned(),
    figures: platform.figures(),
  };
}

/** In each chat in the order in which they were caused, and the parts of one in theirs. */
function outOfOrder(shown: readonly Shown[], named: (key: string) => string): readonly string[] {
  const wrong: string[] = [];
  const newest = new Map<string, readonly [number, number]>();
  for (const { chat, key, part } of shown) {
    const [before, beforePart] = newest.get(chat) ?? [-1, 0];
    const name = Number(named(key));
    if (name < before || (name === before && part < beforePart))
      wrong.push(`${chat}: ${name}.${part} after ${before}.${beforePart}`);
    newest.set(chat, [name, part]);
  }
  return wrong;
}
