import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../gen/client.js';
import { createFolder, inspectFolder } from './embedded/create-folder.js';
import { lockFolder } from './embedded/lock.js';
import { PGliteStream } from './embedded/pglite-stream.js';
import { startThread, type ThreadHost } from './embedded/thread-host.js';
import { keptName } from './kept-statement.js';
import type { DatabaseProblem } from './problem.js';
import { ownSession, QueueConnection, shareSession } from './queue-connection.js';
import { SessionPool } from './session-pool.js';
import { assertOutsideTransaction, holdingSession } from './transaction.js';
import { within } from './within.js';

export type EmbeddedOptions = {
  mode: 'embedded';
  /** Made when it is absent. */
  folder: string;
  /** False only for tests: a power cut may then lose what was acknowledged. */
  fsync?: boolean;
  watchdogMs?: number;
  /** The database has ended by itself; the program tells its operator and exits, and is started again. */
  onFatal(problem: DatabaseProblem): void;
  /** What an operator should see: the first creation, PostgreSQL's own alarms. Nothing personal. */
  log(line: string): void;
};

export type PostgresOptions = {
  mode: 'postgres';
  url: string;
  poolSize?: number;
  log(line: string): void;
};

/** The embedded database beyond what a server has too. */
export type EmbeddedHost = Pick<ThreadHost, 'dump' | 'fsyncs' | 'withoutWatchdog'> & { readonly folder: string };

/** An open database: the same in both modes, save `embedded`. */
export type OpenDatabase = {
  readonly mode: 'embedded' | 'postgres';
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  /** Given to BullMQ as its connection. */
  readonly bullConnection: QueueConnection;
  readonly embedded: EmbeddedHost | null;
  /** One session for `work` alone. Nothing else may be asked inside: it counts as a transaction. */
  withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>;
  /** A pool of one that nobody else uses and that is ended afterwards; the migrator needs one. */
  withOwnPool<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

const defaultWatchdogMs = 60_000;
const defaultPoolSize = 10;
/** Milliseconds to wait for a transaction to begin, and to let it run. */
const transactionOptions = { maxWait: 10_000, timeout: 10_000 };
/** How long `close` waits for clients that are still in use. */
const drainWithinMs = 5_000;

export async function openDatabase(options: EmbeddedOptions | PostgresOptions): Promise<OpenDatabase> {
  return options.mode === 'embedded' ? openEmbedded(options) : openPostgres(options);
}

async function openEmbedded(options: EmbeddedOptions): Promise<OpenDatabase> {
  const { fsync = true, watchdogMs = defaultWatchdogMs, onFatal, log } = options;
  const lock = await lockFolder(options.folder, onFatal);
  const folder = lock.folder;
  let host: ThreadHost | undefined;
  try {
    if ((await inspectFolder(folder)) === 'absent') {
      log(`Making the database in ${folder} (once; about ten seconds).`);
      await createFolder(folder);
    }
    host = startThread({ folder, fsync, watchdogMs, onFatal, log });
    await host.ready;
  } catch (error) {
    await host?.close();
    await lock.release();
    throw error;
  }
  const thread = host;
  const config: pg.PoolConfig = {
    user: 'postgres',
    database: 'postgres',
    // Said here, so that PGSSLMODE in somebody's environment asks nothing of a stream inside this program.
    ssl: false,
    // One session, one client: the pool's waiting line is what keeps transactions apart.
    max: 1,
    idleTimeoutMillis: 0,
    stream: () => new PGliteStream(thread),
  };
  const session = shareSession();
  const pool = new SessionPool({ ...config, onConnect: session.onConnect });
  const { dump, fsyncs, withoutWatchdog } = thread;
  return assemble({
    mode: 'embedded',
    pool,
    queue: new QueueConnection(pool, session),
    embedded: { folder, dump, fsyncs, withoutWatchdog },
    log,
    // Its pool speaks over the same session, so the session is taken first, and made anew afterwards.
    withOwnPool: (work) => holdClient(pool, () => withPool(config, work), true),
    async closeHost() {
      await thread.close();
      await lock.release();
    },
  });
}

async function openPostgres({ url, poolSize = defaultPoolSize, log }: PostgresOptions): Promise<OpenDatabase> {
  const config: pg.PoolConfig = {
    connectionString: url,
    // Prisma's adapter sends instants without their zone: the session's has to be UTC, whatever the server's is.
    options: '-c search_path=public,bullmq -c TimeZone=UTC',
    application_name: 'gongyu',
    keepAlive: true,
  };
  const pool = new SessionPool({ ...config, max: poolSize });
  return assemble({
    mode: 'postgres',
    pool,
    queue: new QueueConnection(pool, ownSession(config)),
    embedded: null,
    log,
    withOwnPool: (work) => withPool({ ...config, max: 1 }, work),
    async closeHost() {},
  });
}

type Parts = Pick<OpenDatabase, 'mode' | 'pool' | 'embedded' | 'withOwnPool'> & {
  queue: QueueConnection;
  log(line: string): void;
  closeHost(): Promise<void>;
};

function assemble({ mode, pool, queue, embedded, withOwnPool, log, closeHost }: Parts): OpenDatabase {
  // Without a listener an idle connection that drops would end the program.
  pool.on('error', (error) => log(`A database connection was lost: ${error.message}`));
  pool.setMaxListeners(0);
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => keptName(sql) }),
    transactionOptions,
    errorFormat: 'minimal',
  });
  let closing: Promise<void> | undefined;
  return {
    mode,
    pool,
    prisma,
    bullConnection: queue,
    embedded,
    withClient: (work) => holdClient(pool, work, false),
    async withOwnPool(work) {
      assertOutsideTransaction();
      return withOwnPool(work);
    },
    close() {
      closing ??= (async () => {
        await prisma.$disconnect();
        await queue.close();
        await within(drainWithinMs, pool.end());
        await closeHost();
      })();
      return closing;
    },
  };
}

async function holdClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>, renew: boolean): Promise<T> {
  const client = await pool.connect();
  try {
    const result = await holdingSession(() => work(client));
    client.release(renew);
    return result;
  } catch (error) {
    // It may have left a transaction open; the next one gets a fresh session.
    client.release(true);
    throw error;
  }
}

async function withPool<T>(config: pg.PoolConfig, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool(config);
  pool.on('error', () => {});
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}
