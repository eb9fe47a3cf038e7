import type { Server } from 'node:http';
import { createSandbox, type Sandbox } from '../bots/sandbox/index.js';
import type { Config } from '../config.js';
import { recoverLeases } from '../core/due/recover.js';
import { createSchoolClock } from '../core/due/school-clock.js';
import { say } from '../core/language/say.js';
import { firstAdministratorCode } from '../core/people/first-administrator.js';
import type { Ports } from '../core/ports/ports.js';
import type { Bell } from '../core/ports/queue.js';
import { createDatabase } from '../db/database.js';
import { migrate, requireMigrated } from '../db/migrate.js';
import type { OpenDatabase } from '../db/open.js';
import { createTranscript } from '../db/transcript-store.js';
import { createSheetReader } from '../files/sheet/sheet-reader.js';
import type { Jobs } from '../jobs/jobs.js';
import { migrationsFolder, openConfigured } from './database.js';
import { closeHttp, createHttp, listen } from './http.js';
import { ids } from './ids.js';
import { createLog, type Log } from './log.js';
import { openPlatforms } from './open-platforms.js';
import { createPlatforms } from './platforms.js';
import type { Overrides, Program, Role } from './program.js';
import { createSandboxHost } from './sandbox-host.js';
import { createSecrets, secretOf } from './secrets.js';
import { startUpkeep, type Upkeep } from './upkeep.js';
import { createWorkings } from './workings.js';

/** How long a part may take to end what it has in hand. */
const stopWithinMs = 8_000;

/**
 * Puts Gongyu together: the only place where the concrete parts meet. Tests call it as `main` does.
 * @throws ConfigError, DatabaseProblem in words for the operator.
 */
export async function build(config: Config, overrides: Overrides = {}): Promise<Program> {
  const log = overrides.log ?? createLog(config.logLevel);
  const database = await (overrides.opening ?? openConfigured(config, overrides, (line) => log.info(line)));
  try {
    const secret = secretOf(config);
    await bringUpToDate(database, log);
    return await assemble(config, overrides, { log, secret, database });
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The embedded database belongs to the program; a server's is changed by `gongyu migrate`, when its operator says so. */
async function bringUpToDate(database: OpenDatabase, log: Log): Promise<void> {
  if (database.mode === 'postgres') return requireMigrated(database, migrationsFolder);
  const { applied } = await migrate(database, migrationsFolder);
  if (applied.length > 0) log.info({ migrations: applied.length }, 'the database was brought up to date');
}

type Foundation = Pick<Program, 'log' | 'secret' | 'database'>;

async function assemble(config: Config, overrides: Overrides, foundation: Foundation): Promise<Program> {
  const { log, secret, database } = foundation;
  const stores = createDatabase(database.prisma);
  const clock = createSchoolClock(overrides.machine ?? (() => new Date()), await stores.offsets.read());
  let bell: Bell = { ring: async () => {} };
  const platforms = createPlatforms({ database: stores }, overrides.messengers ?? []);
  const ports: Ports = {
    database: stores,
    clock,
    ids,
    secrets: createSecrets(secret, config.previousSecret),
    chats: platforms.chats,
    // Before the workers are there nobody needs waking: a tick looks anyway.
    bell: { ring: (work) => bell.ring(work) },
  };
  const announce = overrides.announce ?? ((line) => process.stderr.write(`${line}\n`));
  const files = createSheetReader();
  const workings = createWorkings(ports, clock, platforms, log, overrides.limits);
  const sandbox = config.sandbox ? await openSandbox() : null;
  const real = await openPlatforms(config, {
    publicUrl: config.publicUrl,
    ports,
    inbox: workings.inbox,
    log,
    found: () => platforms.load().catch(() => {}),
  });
  for (const { messenger } of real) platforms.add(messenger);
  let jobs: Jobs | null = null;
  let server: Server | null = null;
  let upkeep: Upkeep | null = null;

  async function openSandbox(): Promise<Sandbox> {
    const made = createSandbox({
      transcript: createTranscript(database.prisma),
      receive: (inbound) => workings.inbox.receive(inbound),
      host: createSandboxHost({ config, ports, files, clock, timeMachine: workings.timeMachine, settle, announce }),
      clock,
      ...(config.publicUrl ? { publicUrl: config.publicUrl } : {}),
      log: (fault) => log.error(fault, 'the sandbox page met a fault'),
    });
    platforms.add(made.messenger);
    return made;
  }

  async function settle(withinMs: number): Promise<boolean> {
    await workings.inbox.idle();
    await Promise.all(real.map((one) => one.idle()));
    await workings.inbox.finish();
    await workings.sweeper.sweep();
    return workings.engine.drain(withinMs);
  }

  async function announceFirstCode(): Promise<void> {
    for (const school of await stores.schools.list()) {
      const code = await firstAdministratorCode(ports, school);
      if (code) announce(say(school.language, 'school.administratorCode', { code, name: school.name }));
    }
  }

  /** The queue is large to load, and nobody waits for it. */
  async function openJobs(): Promise<Jobs> {
    const { createJobs } = await import('../jobs/jobs.js');
    const { queuePrefix, tickMs } = overrides;
    return createJobs({
      connection: config.redisUrl
        ? { kind: 'redis', url: config.redisUrl, ...(queuePrefix ? { prefix: queuePrefix } : {}) }
        : {
            kind: 'postgres',
            connection: database.bullConnection,
            withClient: (work) => database.withClient((client) => work(client)),
          },
      handlers: {
        due: () => keepTime().then(() => workings.sweeper.sweep()),
        deliver: () => keepTime().then(() => workings.engine.deliver()),
        inbound: () => keepTime().then(() => workings.inbox.finish()),
      },
      log,
      ...(tickMs ? { tickMs } : {}),
    });
  }

  /** The sandbox of another process may have moved school time. */
  async function keepTime(): Promise<void> {
    clock.raise(await stores.offsets.read());
  }

  return {
    config,
    log,
    secret,
    database,
    ports,
    files,
    clock,
    timeMachine: workings.timeMachine,
    announce,
    receive: (inbound) => workings.inbox.receive(inbound),
    settle,
    async workspaceChanged(workspaceId) {
      await Promise.all(real.map((one) => one.look(workspaceId)));
    },
    connectionOf: (workspaceId) => real.map((one) => one.connectionOf(workspaceId)).find((one) => one !== null) ?? null,
    async start(role: Role = 'all') {
      if (database.mode === 'embedded') await recoverLeases(ports);
      // People first: what is due has waited for the program, and can wait until they are let in.
      if (role !== 'worker') {
        server = await listen(
          createHttp({ ports, database, platforms: [...real.flatMap((one) => one.routers), sandbox?.router] }),
          config,
        );
        await announceFirstCode();
      }
      await platforms.load();
      for (const one of real) one.open(role !== 'worker');
      jobs = await openJobs();
      bell = jobs.bell;
      if (role !== 'web') await jobs.startWorkers();
      upkeep = startUpkeep({ config, database, secret, log });
      if (!server) return { url: null };
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : config.port;
      return { url: config.publicUrl ?? `http://${config.host}:${port}/` };
    },
    async stop() {
      // What comes in ends first, then what is being done, then what it is done with.
      sandbox?.close();
      if (server) await closeHttp(server);
      await Promise.all(real.map((one) => one.close()));
      upkeep?.stop();
      // Together: a job that is delivering ends only because the engine does.
      await Promise.all([jobs?.stop(stopWithinMs), workings.stop(stopWithinMs)]);
      await database.close();
    },
  };
}
