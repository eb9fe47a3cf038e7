import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Redis } from 'ioredis';
import type { Limits } from '../../src/app/program.js';
import { createDatabase } from '../../src/db/database.js';
import { openDatabase } from '../../src/db/open.js';
import { startPlatform } from '../doubles/platform.js';
import { badDay, type PlatformProfile } from '../doubles/platform-wire.js';
import { compile } from '../support/compiled.js';
import { type Backend, openTestDatabase } from '../support/database.js';
import { createRandom, type Random } from '../support/random.js';
import { copyTemplate } from '../support/template.js';
import type { WeekInput } from './week-heart.js';
import { type Life, liveAndDie, prepareLife } from './week-lives.js';
import { compareLedger, compareRows, type WeekFindings } from './week-oracle.js';
import { seedWeekSchool, weekBegins } from './week-school.js';

export interface WeekRun {
  readonly backend: Backend;
  readonly redis: string | null;
  readonly personality: PlatformProfile['personality'];
  /** In all; a week that is over before they are used up is followed by another one, of another school. */
  readonly kills: number;
  readonly seed: number;
}

export interface WeekReport extends WeekFindings {
  readonly weeks: number;
  readonly kills: number;
  readonly killedWhileOpening: number;
  readonly openMs: { readonly median: number; readonly worst: number };
  readonly totalMs: number;
  /** Calls that the platform refused, and messages that it recognized as repeated. */
  readonly refusals: number;
  readonly repeats: number;
}

const lateMs = 1_000;
/** Longer than the platform is ever late, on a busy machine too. */
const quarantineMs = 2_500;

/** On a server a life has to outlast the lease of the one before it, or nothing goes on. */
const lifeMs: Record<Backend, number> = { embedded: 1_200, postgres: 2_500 };

/** Lets whole weeks happen while the program is killed again and again on a bad day. */
export async function killWeeks(run: WeekRun): Promise<WeekReport> {
  const random = createRandom(run.seed);
  const began = Date.now();
  const weeks: OneWeek[] = [];
  const { program, remove } = await compile('tests/faults/week-heart.ts');
  const school = await seedSchool(run.backend);
  let spare = prepareLife(program);
  try {
    const killed = () => weeks.reduce((sum, one) => sum + one.kills, 0);
    do {
      const week = await oneWeek({ ...run, kills: run.kills - killed() }, school, random, program, spare);
      spare = week.spare;
      weeks.push(week);
    } while (killed() < run.kills && sound(weeks));
  } finally {
    await spare.kill();
    await school.remove();
    await remove();
  }
  const all = <T>(part: (week: OneWeek) => readonly T[]) => weeks.flatMap(part);
  const sum = (part: (week: OneWeek) => number) => weeks.reduce((total, one) => total + part(one), 0);
  const openMs = all((one) => one.openMs).toSorted((a, b) => a - b);
  return {
    weeks: weeks.length,
    kills: sum((one) => one.kills),
    killedWhileOpening: sum((one) => one.killedWhileOpening),
    openMs: { median: openMs[Math.floor(openMs.length / 2)] ?? 0, worst: openMs.at(-1) ?? 0 },
    totalMs: Date.now() - began,
    expected: sum((one) => one.expected),
    posts: sum((one) => one.posts),
    lateAnswers: sum((one) => one.lateAnswers),
    refusals: sum((one) => one.refusals),
    repeats: sum((one) => one.repeats),
    lost: all((one) => one.lost),
    doubled: all((one) => one.doubled),
    unexpected: all((one) => one.unexpected),
    outOfOrder: all((one) => one.outOfOrder),
    rows: all((one) => one.rows),
  };
}

interface OneWeek extends Omit<WeekReport, 'weeks' | 'openMs' | 'totalMs'> {
  readonly openMs: readonly number[];
  readonly spare: Life;
}

/** After a week that went wrong no other is needed. */
function sound(weeks: readonly OneWeek[]): boolean {
  return weeks.every(
    (one) =>
      one.lost.length + one.doubled.length + one.unexpected.length + one.outOfOrder.length + one.rows.length === 0,
  );
}

async function oneWeek(
  run: WeekRun,
  school: SeededSchool,
  random: Random,
  program: URL,
  first: Life,
): Promise<OneWeek> {
  const { backend, personality, kills } = run;
  const folder = await mkdtemp(join(tmpdir(), 'gongyu-week-'));
  const profile: PlatformProfile = {
    seed: Math.floor(random.next() * 1_000_000),
    personality,
    rates: badDay,
    retryAfterMs: 200,
    lateMs,
    answerMs: 20,
    perChatMs: 0,
  };
  const platform = await startPlatform(profile, join(folder, 'ledger.jsonl'));
  const database = await school.copy(folder);
  const queuePrefix = run.redis ? `gongyu-week-${randomUUID()}` : null;
  const input: WeekInput = {
    environment: {
      GONGYU_DATA: folder,
      GONGYU_SECRET: 'a-secret-for-the-tests-of-gongyu-only',
      PORT: '0',
      SANDBOX: '0',
      LOG_LEVEL: 'error',
      ...(database.url ? { DATABASE_URL: database.url } : {}),
      ...(run.redis ? { REDIS_URL: run.redis } : {}),
    },
    machineShiftMs: new Date(weekBegins).getTime() - Date.now(),
    platform: platform.url,
    personality,
    quarantineMs,
    acks: join(folder, 'acks'),
    overrides: {
      limits: limitsOf(backend),
      ...(queuePrefix ? { queuePrefix } : {}),
    },
  };
  try {
    const lives = await liveAndDie(first, {
      program,
      input,
      kills,
      random,
      lifeMs: lifeMs[backend],
      whileOpening: 0.2,
      finishMs: 300_000,
      async between(deaths) {
        // Every fifth death takes the whole queue with it.
        if (run.redis && queuePrefix && deaths % 5 === 0) await forgetQueue(run.redis, queuePrefix);
      },
    });
    const ledger = platform.ledger();
    const of = (kind: string) => ledger.filter((line) => line.kind === kind).length;
    return {
      ...lives,
      ...compareLedger(ledger),
      rows: await database.look((prisma) => compareRows(prisma, ledger)),
      refusals: of('refused'),
      repeats: of('repeat'),
    };
  } finally {
    await platform.stop();
    await database.remove();
    if (run.redis && queuePrefix) await forgetQueue(run.redis, queuePrefix);
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * What is in hand at so many crashes is put aside in a school, as the likely cause of them: a message or an event after
 * eight. Here the crashes come from outside, by the dozen, and whatever is met by them must be finished all the same.
 */
const maxTries = 1_000;

/**
 * Several processes may share a server, so nobody there ends a dead one's leases before their time, as the embedded
 * database's one process does when it starts. A school waits half a minute; a test cannot.
 */
function limitsOf(backend: Backend): Limits {
  const lease = backend === 'postgres' ? { leaseMs: 2_000 } : {};
  return {
    deliveries: { maxTries, ...lease, callMs: 900, firstRetryMs: 300, retryFactor: 2 },
    sweep: { maxTries, ...lease },
    inbox: { maxTries, ...lease },
  };
}

async function forgetQueue(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url);
  const keys = await redis.keys(`${prefix}:*`);
  if (keys.length > 0) await redis.del(keys);
  await redis.quit();
}

type Prisma = Awaited<ReturnType<typeof openDatabase>>['prisma'];

interface SeededDatabase {
  readonly url: string | null;
  look<T>(work: (prisma: Prisma) => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

interface SeededSchool {
  /** A database of its own for a week whose data folder this is. */
  copy(dataFolder: string): Promise<SeededDatabase>;
  remove(): Promise<void>;
}

function seedSchool(backend: Backend): Promise<SeededSchool> {
  return backend === 'embedded' ? seedFolder() : seedServer();
}

/** The embedded database belongs to one process at a time, so each look opens and closes it. */
async function lookInto<T>(folder: string, work: (prisma: Prisma) => Promise<T>): Promise<T> {
  const onFatal = (problem: Error) => {
    throw problem;
  };
  const open = await openDatabase({ mode: 'embedded', folder, fsync: false, onFatal, log: () => {} });
  try {
    return await work(open.prisma);
  } finally {
    await open.close();
  }
}

async function seedFolder(): Promise<SeededSchool> {
  const template = await copyTemplate();
  await lookInto(template, (prisma) => seedWeekSchool(createDatabase(prisma)));
  return {
    async copy(dataFolder) {
      const folder = join(dataFolder, 'database');
      await mkdir(dataFolder, { recursive: true });
      await cp(template, folder, { recursive: true });
      return { url: null, look: (work) => lookInto(folder, work), remove: async () => {} };
    },
    remove: () => rm(dirname(template), { recursive: true, force: true }),
  };
}

async function seedServer(): Promise<SeededSchool> {
  return {
    async copy() {
      const open = await openTestDatabase({ backend: 'postgres' });
      await seedWeekSchool(createDatabase(open.prisma));
      return { url: open.url, look: (work) => work(open.prisma), remove: () => open.close() };
    },
    remove: async () => {},
  };
}
