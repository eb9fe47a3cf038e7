import { ids } from '../src/app/ids.js';
import { composeQuietCircular } from '../src/core/digests/guardian.js';
import type { DeliveryDraft } from '../src/core/ports/delivery-store.js';
import { createDatabase } from '../src/db/database.js';
import type { OpenDatabase } from '../src/db/open.js';
import type { LedgerLine } from '../tests/doubles/lark/ledger.js';
import type { Bench } from './support/bench.js';
import { deliverAll } from './support/engine.js';
import { accountOf, app, messengerTo, openLarkDouble } from './support/lark-stage.js';
import { type Backend, backendName, backends, makePlace, openPlace } from './support/place.js';
import { atMost, type Row } from './support/report.js';
import { fillSchool } from './support/school.js';
import { noteCard } from './support/sending.js';

// An evening's notes to a school's families, who are written to for the first time: out of the real database, each looked at
// once more before it leaves, through the real delivery engine and our own way out to the fake Feishu with its true limits. How long that takes beside arithmetic, since nobody can be faster than the limits;
// and what it takes of the month's calls when most families have no news.

/** Feishu's, of one call by one app. */
const perSecond = 50;
const perMinute = 1_000;

/** What a free edition allows an organisation, and how many evenings of notes a month has. */
const monthlyCalls = 10_000;
const weeks = 4.3;
const families = 2_000;

/** Of twenty families, so many have no news. */
const quietIn = { of: 20, quiet: 17 };

interface Evening {
  readonly posts: readonly number[];
  readonly limited: number;
  readonly billed: number;
}

/** Of the first message to the last: a full second's share may go at once, and a full minute's within it. */
function leastMs(messages: number): number {
  const fullMinutes = Math.ceil(messages / perMinute) - 1;
  const inLast = messages - fullMinutes * perMinute;
  return fullMinutes * 60_000 + (Math.ceil(inLast / perSecond) - 1) * 1_000;
}

/** A parent, with the account that the family is written to at. */
interface Reader {
  readonly schoolId: string;
  readonly personId: string;
  readonly pupilId: string;
  readonly account: string;
}

const workspaceId = `lark-${app.appId}`;

/** Two parents of each pupil, each with an account that nobody has written to yet. */
async function readersIn({ prisma }: OpenDatabase, count: number): Promise<readonly Reader[]> {
  const { id: schoolId, tenantId, name } = await prisma.school.findFirstOrThrow();
  await prisma.school.update({ where: { id: schoolId }, data: { settings: { audiences: { guardians: true } } } });
  await prisma.workspace.create({
    data: { id: workspaceId, tenantId, platform: 'lark', externalId: app.appId, name },
  });
  const links = await prisma.guardianship.findMany({ where: { schoolId, receivesNotes: true }, take: count });
  const readers = links.map(({ personId, pupilId }, place) => ({
    ...{ schoolId, personId, pupilId },
    account: accountOf(place),
  }));
  await prisma.account.createMany({
    data: readers.map(({ personId, account }) => ({
      ...{ id: ids.next(), workspaceId, externalId: account, personId },
      linkedAt: new Date(),
    })),
  });
  return readers;
}

function draftOf({ schoolId, personId, pupilId, account }: Reader, quiet: boolean): DeliveryDraft {
  const now = new Date();
  return {
    verb: 'send',
    to: { account },
    schoolId,
    workspaceId,
    key: ids.next(),
    kind: quiet ? 'note.quiet' : 'note',
    audience: 'person',
    personId,
    subjectId: pupilId,
    language: 'zh-CN',
    card: quiet ? composeQuietCircular({ weekNumber: 3 }, 'zh-CN') : noteCard,
    ...(quiet ? { circular: 'note.quiet:measured' } : {}),
    urgency: 2,
    createdAt: now,
    notBefore: now,
    uselessAfter: null,
  };
}

/** All notes of an evening, each to somebody else. */
async function send(backend: Backend, messages: number, quiet: (index: number) => boolean): Promise<Evening> {
  const place = await makePlace(backend);
  await fillSchool(place, messages / 2);
  const database = await openPlace(place);
  const lark = await openLarkDouble(place.folder, messages);
  try {
    const readers = await readersIn(database, messages);
    const stores = createDatabase(database.prisma);
    const drafts = readers.map((reader, index) => draftOf(reader, quiet(index)));
    // As the notes of an evening are written down.
    for (let from = 0; from < messages; from += 100) {
      await stores.transaction((inside) => inside.deliveries.addAll(drafts.slice(from, from + 100)));
    }
    await database.pool.query('ANALYZE "Delivery"');
    const { messenger } = await messengerTo(lark, workspaceId);
    await deliverAll(stores, messenger);
    return eveningOf(lark.ledger(), messages);
  } finally {
    await lark.stop();
    await database.close();
    await place.remove();
  }
}

function eveningOf(ledger: readonly LedgerLine[], messages: number): Evening {
  const posts = ledger.flatMap((line) => (line.kind === 'post' ? [line.at] : []));
  const chats = new Set(ledger.flatMap((line) => (line.kind === 'post' ? [line.chat] : [])));
  if (posts.length !== messages || chats.size !== messages) {
    throw new Error(`${posts.length} of ${messages} notes arrived, in ${chats.size} chats.`);
  }
  const limited = ledger.filter((line) => line.kind === 'refused').length;
  const asked = ledger.filter((line) => line.kind === 'call' && /^(?:im|message)\./.test(line.method)).length;
  return { posts, limited, billed: asked + limited };
}

async function paced(backend: Backend, messages: number): Promise<Row> {
  const { posts, limited } = await send(backend, messages, () => false);
  const tookMs = Math.max(...posts) - Math.min(...posts);
  const least = leastMs(messages);
  const target = atMost(tookMs / least, 1.03);
  return {
    what: `Feishu: ${messages} notes, 50/s and 1,000/min: ${limited} complaints`,
    where: backendName[backend],
    ours: `${(tookMs / 1_000).toFixed(1)} s`,
    baseline: `${(least / 1_000).toFixed(1)} s`,
    ratio: tookMs / least,
    target: { says: `${target.says}, no complaint`, met: target.met && limited === 0 },
    n: `${messages} notes`,
  };
}

async function budgeted(backend: Backend, messages: number): Promise<Row[]> {
  const quiet = (index: number) => index % quietIn.of < quietIn.quiet;
  const { billed, limited } = await send(backend, messages, quiet);
  const withoutNews = Array.from({ length: messages }, (_, index) => index).filter(quiet).length;
  const month = Math.round((billed / messages) * families * weeks);
  const singly = Math.round(families * weeks);
  const figures = { where: backendName[backend], n: `${messages} notes` };
  return [
    {
      ...figures,
      what: `Feishu: calls for ${messages} notes, ${withoutNews} of them without news: ${limited} complaints`,
      ours: `${billed} calls`,
      baseline: `${messages} calls (one each)`,
      ratio: billed / messages,
      target: null,
    },
    {
      ...figures,
      what: `Feishu: a month of notes to ${families} families, of the ${monthlyCalls} calls of a free edition`,
      ours: `${month} calls (${Math.round((100 * month) / monthlyCalls)} %)`,
      baseline: `${singly} calls (${Math.round((100 * singly) / monthlyCalls)} %)`,
      ratio: month / singly,
      target: null,
    },
  ];
}

export const larkNotes: Bench = {
  name: 'lark-notes',
  async run({ quick, say }) {
    const messages = quick ? 200 : families;
    const rows: Row[] = [];
    for (const backend of quick ? backends().slice(0, 1) : backends()) {
      say(`${messages} notes at Feishu’s pace (${backend})`);
      rows.push(await paced(backend, messages));
      say(`${messages} notes, most of them without news (${backend})`);
      rows.push(...(await budgeted(backend, messages)));
    }
    return rows;
  },
};
