import { Duplex } from 'node:stream';

/** The only thing a stream needs from a PGlite, wherever it runs: bytes of the wire protocol in, bytes out. */
export type ProtocolHost = {
  /** Settles once the database accepts messages. */
  readonly ready: Promise<void>;
  /** Runs whole protocol messages, one call at a time, and answers with everything the server said. */
  exec(message: Uint8Array): Promise<Uint8Array>;
};

const sync = 0x53; // 'S'
const query = 0x51; // 'Q'
const flush = 0x48; // 'H'
const copyDone = 0x63; // 'c'
const copyFail = 0x66; // 'f'
const terminate = 0x58; // 'X'
/** After these messages the server answers; everything before them may travel in the same call. */
const answered = new Set([sync, query, flush, copyDone, copyFail]);

/**
 * PGlite has one session for ever, while node-postgres believes that a connection is a session. So each new
 * connection first makes the session as good as new: no open transaction, no LISTEN, no lock, no prepared statement.
 */
const freshSession = ['ROLLBACK', 'DISCARD ALL'];

/**
 * A socket for node-postgres whose other end is a PGlite in this program. Rejected: PGlite's own facade (five round
 * trips a query, and Prisma adapters on it lose errors) and pglite-socket (mixes the messages of several clients).
 */
export class PGliteStream extends Duplex {
  readonly #host: ProtocolHost;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #wantedBytes = 0;
  #started = false;

  constructor(host: ProtocolHost) {
    super();
    this.#host = host;
  }

  connect(): this {
    this.#host.ready.then(
      () => this.emit('connect'),
      (error: Error) => this.destroy(error),
    );
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#pending.push(chunk);
    this.#pendingBytes += chunk.length;
    // A parameter of megabytes arrives in pieces; joining them only when a message can be complete keeps that linear.
    if (this.#pendingBytes < this.#wantedBytes) done();
    else this.#feed().then(() => done(), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.push(null);
    done();
  }

  async #feed(): Promise<void> {
    const joined = this.#pending[0];
    let buffer = this.#pending.length === 1 && joined ? joined : Buffer.concat(this.#pending);
    this.#wantedBytes = 0;
    if (!this.#started) {
      // The startup packet has no type byte: length, version, parameters. Its parameters are PGlite's own already.
      if (buffer.length < 4 || buffer.length < buffer.readInt32BE(0)) return this.#keep(buffer);
      buffer = buffer.subarray(buffer.readInt32BE(0));
      this.#started = true;
      for (const statement of freshSession) await this.#host.exec(simpleQuery(statement));
      this.push(hello);
    }
    let end = 0;
    let at = 0;
    let closing = false;
    while (at + 5 <= buffer.length) {
      const type = buffer[at];
      const next = at + 1 + buffer.readInt32BE(at + 1);
      if (next > buffer.length) {
        this.#wantedBytes = next;
        break;
      }
      if (type === terminate) {
        closing = true;
        break;
      }
      at = next;
      if (type !== undefined && answered.has(type)) end = at;
    }
    const request = buffer.subarray(0, end);
    const rest = buffer.subarray(end);
    this.#wantedBytes = Math.max(0, this.#wantedBytes - end);
    this.#keep(closing ? Buffer.alloc(0) : rest);
    if (request.length > 0) this.push(await this.#host.exec(request));
    // Nothing is tidied up here: by now the next connection may be at work, and it has begun with a fresh session.
    if (closing) this.push(null);
  }

  #keep(rest: Buffer): void {
    this.#pending = rest.length > 0 ? [rest] : [];
    this.#pendingBytes = rest.length;
  }
}

/** One message of the simple query protocol. */
export function simpleQuery(text: string): Buffer {
  return packet('Q', Buffer.from(`${text}\0`));
}

function packet(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** What a server says after a successful log-in. Only parameters that node-postgres reads are announced. */
const hello = Buffer.concat([
  packet('R', Buffer.alloc(4)),
  ...Object.entries({ server_version: '18.0', client_encoding: 'UTF8', standard_conforming_strings: 'on' }).map(
    ([name, value]) => packet('S', Buffer.from(`${name}\0${value}\0`)),
  ),
  packet('K', Buffer.alloc(8)),
  packet('Z', Buffer.from('I')),
]);
