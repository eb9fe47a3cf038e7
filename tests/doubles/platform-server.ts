import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { createRandom } from '../support/random.js';
import { callSchema, type PlatformCall, type PlatformProfile } from './platform-wire.js';
import { readBytes } from './support/body.js';

// A chat platform in a process of its own, strict and on a bad day. What it took stands in its ledger, a file that only
// it writes, line by line before it answers: that ledger is the oracle. Started with the ledger's path; is told its profile
// by its parent, tells its port.

const [ledger] = process.argv.slice(2);
if (!ledger || !process.send) throw new Error('The platform is started by a test.');
process.on('disconnect', () => process.exit());
const [profile] = (await once(process, 'message')) as [PlatformProfile];
const random = createRandom(profile.seed);

const refs = new Map<string, { ref: string; at: number }>();
const texts = new Map<string, string>();
const lastPost = new Map<string, number>();
/** When the messages of the last second were taken. */
const recent: number[] = [];
let posts = 0;

function write(line: object): void {
  appendFileSync(ledger as string, `${JSON.stringify({ at: Date.now(), ...line })}\n`);
}

/** Applies a call once; gives the status and body of its answer. */
function apply(call: PlatformCall): { status: number; body: object } {
  switch (call.call) {
    case 'send': {
      const name = `${call.chat} ${call.key}`;
      const known = refs.get(name);
      if (known && profile.personality === 'key') {
        write({ kind: 'repeat', chat: call.chat, key: call.key });
        return { status: 200, body: { ref: known.ref } };
      }
      posts += 1;
      const ref = `m${posts}`;
      refs.set(name, { ref, at: Date.now() });
      texts.set(ref, call.text);
      write({ kind: 'post', chat: call.chat, key: call.key, text: call.text, ref });
      return { status: 200, body: { ref } };
    }
    case 'update': {
      if (!texts.has(call.ref)) return { status: 404, body: { code: 'message_not_found' } };
      texts.set(call.ref, call.text);
      write({ kind: 'change', ref: call.ref, text: call.text });
      return { status: 200, body: { ref: call.ref } };
    }
    case 'direct':
      return { status: 200, body: { chat: `direct-${call.account}` } };
    case 'look':
      return { status: 200, body: { name: call.chat } };
    case 'find': {
      const found = refs.get(`${call.chat} ${call.key}`);
      return { status: 200, body: { ref: found?.ref ?? null } };
    }
    default:
      return call satisfies never;
  }
}

/** No burst in a chat, and none in all: a message that comes too early is refused. */
function tooEarly(call: PlatformCall): number {
  if (call.call !== 'send') return 0;
  const now = Date.now();
  const { perChatMs, perSecond = Number.POSITIVE_INFINITY } = profile;
  while (recent[0] !== undefined && recent[0] <= now - 1_000) recent.shift();
  const inAll = recent.length < perSecond ? 0 : (recent[0] ?? now) + 1_000 - now;
  const waitMs = Math.max(inAll, (lastPost.get(call.chat) ?? 0) + perChatMs - now);
  if (waitMs > 0) return waitMs;
  if (perChatMs > 0) lastPost.set(call.chat, now);
  if (Number.isFinite(perSecond)) recent.push(now);
  return 0;
}

async function answer(call: PlatformCall, response: ServerResponse): Promise<void> {
  const reply = (status: number, body: object, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
  const putOff = (afterMs: number, kind: string) => {
    write({ kind, call: call.call, afterMs: Math.ceil(afterMs) });
    reply(429, { code: 'rate_limited' }, { 'retry-after-ms': String(Math.ceil(afterMs)) });
  };
  const luck = random.next();
  const { tooMany, broken: breaks, dropped: drops, late: lates } = profile.rates;
  const within = (from: number, share: number) => luck >= from && luck < from + share;
  if (luck < tooMany) return putOff(random.between(50, profile.retryAfterMs), 'refused');
  const early = tooEarly(call);
  if (early > 0) return putOff(early, 'tooEarly');
  const broken = within(tooMany, breaks);
  const dropped = within(tooMany + breaks, drops);
  const late = within(tooMany + breaks + drops, lates);
  if (late) {
    response.socket?.destroy();
    await pause(random.between(0, profile.lateMs));
    apply(call);
    return;
  }
  if (broken) {
    // Half of them after it was applied.
    if (random.next() < 0.5) apply(call);
    return reply(500, { code: 'internal' });
  }
  const { status, body } = apply(call);
  if (dropped) response.socket?.destroy();
  else {
    if (profile.answerMs > 0) await pause(random.between(0, profile.answerMs));
    reply(status, body);
  }
}

const server = createServer((request, response) => {
  response.on('error', () => {});
  readBytes(request)
    .then((bytes) => answer(callSchema.parse(JSON.parse(bytes.toString())), response))
    .catch((error: Error) => {
      // A call that nobody planned is a fault of the test or of the program.
      write({ kind: 'unplanned', message: error.message });
      response.writeHead(400).end('{}');
    });
});
server.keepAliveTimeout = 30_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
});
