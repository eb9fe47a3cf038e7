import type { Transcript, TranscriptMessage, TranscriptPost } from '../core/ports/transcript.js';
import { Prisma } from '../gen/client.js';
import type { Client } from './client.js';

interface Row {
  readonly seq: bigint;
  readonly chat: string;
  readonly key: string;
  readonly author: string;
  readonly onlyFor: string | null;
  readonly body: unknown;
  readonly changedSeq: bigint;
  readonly at: Date;
}

const columns = Prisma.sql`"seq", "chat", "key", "author", "onlyFor", "body", "changedSeq", "at"`;

/**
 * A mark is taken under this lock, held until the row is committed: without it a second process could commit mark 8
 * before the first commits mark 7, and a page that has seen 8 would never ask for 7.
 */
const marking = Prisma.sql`SELECT pg_advisory_xact_lock(7245001)`;
const nextMark = Prisma.sql`nextval(pg_get_serial_sequence('"SandboxMessage"', 'seq'))`;

/** The sandbox's memory. Give it the client itself, never a transaction's: the platform's state is nobody else's. */
export function createTranscript(client: Client): Transcript {
  const find = async (chat: string, key: string) => {
    const row = await client.sandboxMessage.findFirst({ where: { chat, key } });
    return row ? messageOf(row) : null;
  };
  return {
    find,
    async post(message, at) {
      const posted = await insert(client, message, at);
      if (posted) return messageOf(posted);
      const first = await client.sandboxMessage.findUniqueOrThrow({ where: { key: message.key } });
      return messageOf(first);
    },
    async change(ref, body) {
      const seq = seqOf(ref);
      if (seq === null) return false;
      const json = JSON.stringify(body);
      await client.$executeRaw`
        UPDATE "SandboxMessage" SET "body" = ${json}::jsonb, "revision" = "revision" + 1, "changedSeq" = ${nextMark}
        FROM (${marking}) AS marking
        WHERE "seq" = ${seq} AND "body" <> ${json}::jsonb`;
      return (await client.sandboxMessage.count({ where: { seq } })) === 1;
    },
    async latest({ chats, viewer, perChat, before }) {
      if (chats.length === 0) return [];
      const older = before === null ? Prisma.empty : Prisma.sql`AND "seq" < ${seqOf(before) ?? 0n}`;
      const rows = await client.$queryRaw<Row[]>`
        SELECT ${columns} FROM unnest(${chats}::text[]) AS wanted ("name") CROSS JOIN LATERAL (
          SELECT * FROM "SandboxMessage"
          WHERE "chat" = wanted."name" AND ("onlyFor" IS NULL OR "onlyFor" = ${viewer}) ${older}
          ORDER BY "seq" DESC LIMIT ${perChat}
        ) AS newest ORDER BY "seq"`;
      return rows.map(messageOf);
    },
    async since(chats, mark, limit) {
      const rows = await client.sandboxMessage.findMany({
        where: { chat: { in: [...chats] }, changedSeq: { gt: mark } },
        orderBy: { changedSeq: 'asc' },
        take: limit,
      });
      return rows.map(messageOf);
    },
  };
}

async function insert(client: Client, message: TranscriptPost, at: Date): Promise<Row | undefined> {
  const [row] = await client.$queryRaw<Row[]>`
    INSERT INTO "SandboxMessage" ("chat", "key", "onlyFor", "author", "body", "changedSeq", "at")
    SELECT ${message.chat}, ${message.key}, ${message.onlyFor}, ${message.author}, ${JSON.stringify(message.body)}::jsonb,
      ${nextMark}, ${at}::timestamptz
    FROM (${marking}) AS marking
    ON CONFLICT ("key") DO NOTHING RETURNING ${columns}`;
  return row;
}

function messageOf(row: Row): TranscriptMessage {
  const { chat, key, author, onlyFor, body, at } = row;
  return { ref: String(row.seq), mark: Number(row.changedSeq), chat, key, author, onlyFor, body, at };
}

function seqOf(ref: string): bigint | null {
  return /^[1-9]\d{0,17}$/.test(ref) ? BigInt(ref) : null;
}
