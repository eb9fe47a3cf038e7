import type { Pacing } from '../src/core/ports/messenger.js';
import { createDatabase } from '../src/db/database.js';
import type { LedgerLine } from '../tests/doubles/platform-wire.js';
import type { Bench } from './support/bench.js';
import { deliverAll } from './support/engine.js';
import { type Backend, backendName, backends, makePlace, openPlace } from './support/place.js';
import { atLeast, perSecond, type Row } from './support/report.js';
import { addDeliveries, addWorkspace, messengerTo, openPlatform } from './support/sending.js';

// How much of the rate that a platform allows is used, and how often it had to complain. The baseline is arithmetic: nobody
// can be faster than the limits.

const none = Number.POSITIVE_INFINITY;

interface Case {
  readonly what: string;
  readonly pacing: Pacing;
  readonly chats: number;
  readonly messages: number;
}

/** As the platforms document them; the rate of a Slack workspace is a setting. */
const cases = (inEachChat: number): readonly Case[] => [
  {
    what: '1/s in a chat (Slack)',
    pacing: { perChatMs: 1_000, perWorkspacePerSecond: none },
    chats: 40,
    messages: 40 * inEachChat,
  },
  {
    what: '1/s in a chat, 20/s in all (Slack)',
    pacing: { perChatMs: 1_000, perWorkspacePerSecond: 20 },
    chats: 100,
    messages: 20 * inEachChat,
  },
  {
    what: '5/s in a chat (Feishu)',
    pacing: { perChatMs: 200, perWorkspacePerSecond: 50 },
    chats: 8,
    messages: 8 * 5 * inEachChat,
  },
  {
    what: '5/s in a chat, 50/s in all (Feishu)',
    pacing: { perChatMs: 200, perWorkspacePerSecond: 50 },
    chats: 200,
    messages: 50 * inEachChat,
  },
];

/** The rate that the limits allow, and the least time that they leave from the first message to the last. */
function allowed({ pacing, chats, messages }: Case): { readonly perSecond: number; readonly ms: number } {
  const { perChatMs, perWorkspacePerSecond: rate } = pacing;
  const inChats = (messages / chats - 1) * perChatMs;
  // A full second's share may go at once.
  const inAll = Number.isFinite(rate) ? (Math.ceil(messages / rate) - 1) * 1_000 : 0;
  return { perSecond: Math.min((chats * 1_000) / perChatMs, rate), ms: Math.max(inChats, inAll) };
}

async function measure(backend: Backend, one: Case): Promise<Row> {
  const place = await makePlace(backend);
  const database = await openPlace(place);
  const platform = await openPlatform(place.folder, one.pacing);
  try {
    const stores = createDatabase(database.prisma);
    await addDeliveries(stores, await addWorkspace(database), one.messages, one.chats);
    await database.pool.query('ANALYZE "Delivery"');
    await deliverAll(stores, messengerTo(platform, one.pacing));
    const lines = platform.ledger();
    const taken = lines.flatMap((line: LedgerLine) => (line.kind === 'post' ? [line.at] : []));
    if (taken.length !== one.messages) throw new Error(`${taken.length} of ${one.messages} messages arrived.`);
    const tookMs = Math.max(...taken) - Math.min(...taken);
    const complaints = lines.filter((line) => line.kind === 'tooEarly').length;
    const least = allowed(one);
    const ratio = least.ms / tookMs;
    const target = atLeast(ratio, 0.97);
    return {
      what: `deliveries, ${one.what}: ${complaints} complaints`,
      where: backendName[backend],
      ours: perSecond(least.perSecond * ratio),
      baseline: perSecond(least.perSecond),
      ratio,
      target: { says: `${target.says}, no 429`, met: target.met && complaints === 0 },
      n: `${one.messages} messages`,
    };
  } finally {
    await platform.stop();
    await database.close();
    await place.remove();
  }
}

export const limits: Bench = {
  name: 'limits',
  async run({ quick, say }) {
    const rows: Row[] = [];
    for (const backend of quick ? backends().slice(0, 1) : backends()) {
      for (const one of cases(quick ? 4 : 15)) {
        say(`${one.what} (${backend})`);
        rows.push(await measure(backend, one));
      }
    }
    return rows;
  },
};
