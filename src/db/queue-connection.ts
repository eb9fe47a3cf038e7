import { EventEmitter } from 'node:events';
import pg from 'pg';
import { assertOutsideTransaction } from './transaction.js';

/** What PostgreSQL tells those who LISTEN. */
export type Notification = { channel: string; payload?: string };

/** Where notifications come from; one per database, however many listen. */
type Source = {
  /** Subscribes the session; again and again is harmless. */
  listen(channel: string, pool: pg.Pool): Promise<void>;
  /** 'notification' (Notification) and 'lost' (Error): what was listened to is gone and must be asked for again. */
  events: EventEmitter;
  close(): Promise<void>;
};

/**
 * The part of a `pg.Pool` that BullMQ's PostgreSQL backend uses. BullMQ keeps a connection for each worker just to
 * LISTEN, for ever: with the one session of the embedded database that is a standstill, with PostgreSQL a waste. Here
 * all of them share one.
 */
export class QueueConnection extends EventEmitter {
  /** Read by BullMQ: a dropped connection is noticed. */
  readonly options = { keepAlive: true };
  readonly #pool: pg.Pool;
  readonly #source: Source;

  constructor(pool: pg.Pool, source: Source) {
    super();
    this.#pool = pool;
    this.#source = source;
    // Each queue and worker adds a listener of its own.
    this.setMaxListeners(0);
    pool.on('error', (error) => this.listenerCount('error') > 0 && this.emit('error', error));
  }

  async query(text: string, params?: readonly unknown[]): Promise<pg.QueryResult> {
    return run(this.#pool, text, params);
  }

  async connect(): Promise<QueueListener> {
    return new QueueListener(this.#pool, this.#source);
  }

  /** The pool belongs to the database. */
  async end(): Promise<void> {}

  async close(): Promise<void> {
    this.removeAllListeners();
    await this.#source.close();
  }
}

/** What BullMQ takes for a connection of its own. */
export class QueueListener extends EventEmitter {
  readonly #pool: pg.Pool;
  readonly #source: Source;
  readonly #channels = new Set<string>();

  constructor(pool: pg.Pool, source: Source) {
    super();
    this.#pool = pool;
    this.#source = source;
    source.events.on('notification', this.#hear).on('lost', this.#lose);
  }

  async query(text: string, params?: readonly unknown[]): Promise<pg.QueryResult> {
    assertOutsideTransaction();
    const channel = /^\s*LISTEN\s+"?(\w+)"?/im.exec(text.replace(/--.*$/gm, ''))?.[1];
    if (channel) {
      this.#channels.add(channel);
      await this.#source.listen(channel, this.#pool);
      return nothing;
    }
    // The connection is shared, so it has no name of its own.
    if (text.includes("set_config('application_name'")) return nothing;
    return run(this.#pool, text, params);
  }

  release(): void {
    this.#source.events.off('notification', this.#hear).off('lost', this.#lose);
    this.#channels.clear();
  }

  readonly #hear = (notification: Notification) => {
    if (this.#channels.has(notification.channel)) this.emit('notification', notification);
  };

  readonly #lose = (error: Error) => {
    // BullMQ answers this with a new connect() and LISTEN.
    if (this.listenerCount('error') > 0) this.emit('error', error);
  };
}

/** A text without parameters may hold several statements, so none are passed when there are none. */
function run(pool: pg.Pool, text: string, params?: readonly unknown[]): Promise<pg.QueryResult> {
  return params ? pool.query(text, [...params]) : pool.query(text);
}

const nothing: pg.QueryResult = { command: '', rowCount: 0, oid: 0, rows: [], fields: [] };

/**
 * Notifications of the one client of a pool that is made with this `onConnect`. A client that replaces it listens to
 * the same channels before anybody may use it.
 */
export function shareSession(): Source & { onConnect(client: pg.ClientBase): Promise<void> } {
  const events = new EventEmitter().setMaxListeners(0);
  const channels = new Set<string>();
  return {
    events,
    async onConnect(client) {
      client.on('notification', (notification) => events.emit('notification', notification));
      for (const channel of channels) await client.query(`LISTEN "${channel}"`);
    },
    async listen(channel, pool) {
      channels.add(channel);
      await pool.query(`LISTEN "${channel}"`);
    },
    async close() {
      events.removeAllListeners();
    },
  };
}

/** Notifications over one connection beside the pool, made when somebody listens and again after it was lost. */
export function ownSession(config: pg.ClientConfig): Source {
  const events = new EventEmitter().setMaxListeners(0);
  let current: { client: Promise<pg.Client>; listening: Map<string, Promise<unknown>> } | undefined;

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ ...config, keepAlive: true, keepAliveInitialDelayMillis: 10_000 });
    const lose = (error: Error) => {
      current = undefined;
      client.removeAllListeners();
      client.on('error', () => {});
      client.end().catch(() => {});
      events.emit('lost', error);
    };
    client.on('notification', (notification) => events.emit('notification', notification));
    client.once('error', lose);
    client.once('end', () => lose(new Error('The connection that listens was closed.')));
    await client.connect();
    return client;
  }

  return {
    events,
    async listen(channel) {
      current ??= { client: connect(), listening: new Map() };
      const { client, listening } = current;
      try {
        // A connection takes one statement at a time: each waits for those before it.
        const before = [...listening.values()];
        const asked =
          listening.get(channel) ?? Promise.all([client, ...before]).then(([on]) => on.query(`LISTEN "${channel}"`));
        listening.set(channel, asked);
        await asked;
      } catch (error) {
        if (current?.client === client) current = undefined;
        throw error;
      }
    },
    async close() {
      const client = await current?.client.catch(() => undefined);
      current = undefined;
      events.removeAllListeners();
      client?.removeAllListeners();
      await client?.end();
    },
  };
}
