import type { ClaimRequest, DeliveryDraft, Settlement } from '../core/ports/delivery-store.js';
import { Prisma } from '../gen/client.js';
import { toJson } from './json.js';

// The line of a message is its chat: a group's, or '@' and the account for a direct chat. Within a line, messages go in the
// order in which they are due (notBefore, seq). A line is busy while one of its messages is in somebody's hands, of unknown
// outcome, or waits for another try; only then has its head to be looked for. All numbers are parameters.

/** An instant: the driver would send a Date without its zone. */
export function instant(date: Date): Prisma.Sql {
  return Prisma.sql`${date.toISOString()}::timestamptz`;
}

const directMark = '@';

/** Prefix of a line that is a person's direct chat. */
function lineOf(draft: DeliveryDraft): string | null {
  if (draft.verb === 'update') return null;
  if ('account' in draft.to) return `${directMark}${draft.to.account}`;
  if (draft.to.chat.startsWith(directMark)) throw new Error('The id of a group chat begins with @.');
  return draft.to.chat;
}

/** Writes drafts in their order; an update takes its target's line and does not come before it. */
export function addSql(drafts: readonly (DeliveryDraft & { readonly id: string })[]): Prisma.Sql {
  const rows = drafts.map((draft, ordinal) => ({
    ...draft,
    ordinal,
    line: lineOf(draft),
    target: draft.verb === 'update' ? draft.targetId : null,
  }));
  return Prisma.sql`
    INSERT INTO "Delivery" ("id", "schoolId", "workspaceId", "chat", "key", "verb", "targetId", "kind", "audience", "personId",
                            "subjectId", "language", "card", "circular", "urgency", "createdAt", "notBefore", "uselessAfter",
                            "nextAttemptAt")
    SELECT d."id", d."schoolId", d."workspaceId", COALESCE(d."line", t."chat"), d."key", d."verb", d."target", d."kind",
           d."audience", d."personId", d."subjectId", d."language", d."card", d."circular", d."urgency",
           d."createdAt", GREATEST(d."notBefore", t."notBefore"), d."uselessAfter", 'epoch'
      FROM jsonb_to_recordset(${toJson(rows)}::jsonb) AS d(
             "ordinal" int, "id" text, "schoolId" text, "workspaceId" text, "line" text, "target" text, "key" text,
             "verb" text, "kind" text, "audience" text, "personId" text, "subjectId" text, "language" text, "card" jsonb,
             "circular" text, "urgency" int, "createdAt" timestamptz, "notBefore" timestamptz, "uselessAfter" timestamptz)
      LEFT JOIN "Delivery" t ON t."id" = d."target" AND t."workspaceId" = d."workspaceId"
     ORDER BY d."ordinal"
    ON CONFLICT ("workspaceId", "key") DO NOTHING
    RETURNING "id", "workspaceId", "key"`;
}

/** Lines in which nothing new may be taken. */
function busyLines(workspaceId: string, machine: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT "chat" FROM "Delivery" WHERE "workspaceId" = ${workspaceId} AND "state" = 'sending'
    UNION
    SELECT "chat" FROM "Delivery"
     WHERE "workspaceId" = ${workspaceId} AND "state" = 'pending' AND "nextAttemptAt" > ${instant(machine)}`;
}

function open(machine: Date): Prisma.Sql {
  return Prisma.sql`"state" = 'sending' AND "nextAttemptAt" <= ${instant(machine)}
    AND ("leaseUntil" IS NULL OR "leaseUntil" <= ${instant(machine)})`;
}

/** How many waiting messages are looked at for each line that is wanted: a few lines may hold many of them. */
const lookAt = 4;

export function claimSql(request: ClaimRequest): Prisma.Sql {
  const { workspaceId, school, machine, limit, without } = request;
  const due = Prisma.sql`"workspaceId" = ${workspaceId} AND "state" = 'pending' AND "notBefore" <= ${instant(school)}`;
  return Prisma.sql`
    WITH busy AS MATERIALIZED (${busyLines(workspaceId, machine)}),
    front AS MATERIALIZED (
      SELECT d."chat", d."urgency", d."notBefore", d."seq" FROM "Delivery" d
       WHERE ${due} AND d."chat" <> ALL(${[...without]}::text[])
         AND d."chat" NOT IN (SELECT "chat" FROM busy)
       ORDER BY d."urgency", d."notBefore", d."seq" LIMIT ${limit * lookAt}
    ),
    lines AS (
      SELECT "chat" FROM front GROUP BY "chat"
       ORDER BY min("urgency"), min("notBefore"), min("seq") LIMIT ${limit}
    ),
    wanted AS (
      SELECT "id" FROM "Delivery" WHERE "workspaceId" = ${workspaceId} AND ${open(machine)}
      UNION ALL
      SELECT head."id" FROM lines CROSS JOIN LATERAL (
        SELECT "id" FROM "Delivery" WHERE ${due} AND "chat" = lines."chat" ORDER BY "notBefore", "seq" LIMIT 1
      ) head
    ),
    taken AS (
      SELECT "id", "state" FROM "Delivery"
       WHERE "id" IN (SELECT "id" FROM wanted) AND ("state" = 'pending' OR (${open(machine)}))
       ORDER BY "state" DESC, "urgency", "notBefore", "seq" LIMIT ${limit}
         FOR UPDATE SKIP LOCKED
    )
    ${claimTaken(request)}`;
}

/** Heads of lines that are copies of the circular. */
export function claimCopiesSql(request: ClaimRequest, circular: string): Prisma.Sql {
  const { workspaceId, school, machine, limit, without } = request;
  const due = Prisma.sql`"workspaceId" = ${workspaceId} AND "state" = 'pending' AND "notBefore" <= ${instant(school)}`;
  return Prisma.sql`
    WITH busy AS MATERIALIZED (${busyLines(workspaceId, machine)}),
    taken AS (
      SELECT d."id", d."state" FROM "Delivery" d
       WHERE ${due} AND d."circular" = ${circular} AND d."chat" <> ALL(${[...without]}::text[])
         AND d."chat" NOT IN (SELECT "chat" FROM busy)
         AND NOT EXISTS (
           SELECT 1 FROM "Delivery" e WHERE e."workspaceId" = d."workspaceId" AND e."chat" = d."chat" AND e."state" = 'pending'
              AND (e."notBefore", e."seq") < (d."notBefore", d."seq"))
       ORDER BY d."notBefore", d."seq" LIMIT ${limit}
         FOR UPDATE SKIP LOCKED
    )
    ${claimTaken(request)}`;
}

/** What is to follow a query `taken` of ids with their states: makes them the caller's. */
function claimTaken({ lease, leaseUntil, school, machine }: ClaimRequest): Prisma.Sql {
  return Prisma.sql`, claimed AS (
      UPDATE "Delivery" d
         SET "state" = 'sending', "lease" = ${lease}, "leaseUntil" = ${instant(leaseUntil)}, "attempts" = d."attempts" + 1,
             "triedSince" = COALESCE(d."triedSince", ${instant(machine)}),
             "sendingSince" = CASE WHEN taken."state" = 'sending' THEN d."sendingSince" ELSE ${instant(machine)} END
        FROM taken WHERE d."id" = taken."id"
      RETURNING d.*, taken."state" = 'sending' AS "unresolved"
    )
    SELECT c."id", c."lease", c."leaseUntil", c."schoolId", c."workspaceId", c."chat" AS "line", c."verb", c."kind",
           c."audience", c."personId", c."subjectId", c."language", c."card", c."circular", c."uselessAfter", c."attempts", c."triedSince",
           c."sendingSince", c."unresolved",
           CASE WHEN starts_with(c."chat", ${directMark}) THEN substr(c."chat", 2) END AS "account",
           CASE WHEN starts_with(c."chat", ${directMark}) THEN a."directChat" ELSE c."chat" END AS "chat",
           t."state" AS "targetState", t."messageRef" AS "targetRef",
           c."verb" = 'update' AND EXISTS (
             SELECT 1 FROM "Delivery" n WHERE n."targetId" = c."targetId" AND n."verb" = 'update' AND n."id" <> c."id"
                AND n."state" = 'pending' AND n."notBefore" <= ${instant(school)}
           ) AS "superseded",
           CASE WHEN a."deactivatedAt" IS NOT NULL THEN 'accountOff'
                WHEN a."id" IS NOT NULL AND c."personId" <> COALESCE(a."personId", '') THEN 'accountUnlinked'
                WHEN h."awaySince" IS NOT NULL THEN 'chatAway' END AS "hindrance"
      FROM claimed c
      LEFT JOIN "Account" a ON a."workspaceId" = c."workspaceId" AND starts_with(c."chat", ${directMark})
                           AND a."externalId" = substr(c."chat", 2)
      LEFT JOIN "Channel" h ON h."workspaceId" = c."workspaceId" AND h."externalId" = c."chat" AND h."unboundAt" IS NULL
      LEFT JOIN "Delivery" t ON t."id" = c."targetId"
     ORDER BY c."urgency", c."notBefore", c."seq"`;
}

/**
 * Settles what is still held, and writes down why a message does not arrive, in the same statement. A change may have moved
 * its message: the next one finds it where it is now.
 */
export function settleSql(settlements: readonly Settlement[]): Prisma.Sql {
  return Prisma.sql`
    WITH settled AS (
      UPDATE "Delivery" d
         SET "state" = s."state", "lease" = NULL, "leaseUntil" = NULL, "failure" = s."failure",
             "nextAttemptAt" = COALESCE(s."nextAttemptAt", d."nextAttemptAt"),
             "attempts" = d."attempts" - CASE WHEN s."counts" THEN 0 ELSE 1 END,
             "messageRef" = COALESCE(s."messageRef", d."messageRef"), "sentAt" = COALESCE(s."sentAt", d."sentAt"),
             "sendingSince" = CASE WHEN s."state" = 'sending' THEN d."sendingSince" END
        FROM jsonb_to_recordset(${toJson(settlements)}::jsonb) AS s(
               "id" text, "lease" text, "state" text, "nextAttemptAt" timestamptz, "counts" boolean, "messageRef" text,
               "sentAt" timestamptz, "failure" text, "decision" jsonb)
       WHERE d."id" = s."id" AND d."lease" = s."lease" AND d."state" = 'sending'
      RETURNING d."id", d."schoolId", d."kind", d."audience", d."subjectId", d."personId", d."targetId", d."messageRef",
                s."decision"
    ),
    moved AS (
      UPDATE "Delivery" t SET "messageRef" = settled."messageRef" FROM settled
       WHERE t."id" = settled."targetId" AND t."messageRef" IS DISTINCT FROM settled."messageRef"
         AND settled."messageRef" IS NOT NULL
    ),
    decided AS (
      INSERT INTO "Decision" ("id", "schoolId", "kind", "audience", "subjectId", "personId", "outcome", "reason", "deliveryId", "at")
      SELECT "decision"->>'id', "schoolId", "kind", "audience", COALESCE("subjectId", "personId", "id"), "personId",
             "decision"->>'outcome', "decision"->>'reason', "id", ("decision"->>'at')::timestamptz
        FROM settled WHERE "schoolId" IS NOT NULL AND jsonb_typeof("decision") = 'object'
    )
    SELECT "id" FROM settled`;
}

export function workspacesDueSql(school: Date, machine: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT w."id" FROM "Workspace" w
     WHERE w."endedAt" IS NULL AND w."closedAt" IS NULL AND (
       EXISTS (SELECT 1 FROM "Delivery" WHERE "workspaceId" = w."id" AND "state" = 'pending'
                  AND "notBefore" <= ${instant(school)} AND "nextAttemptAt" <= ${instant(machine)})
       OR EXISTS (SELECT 1 FROM "Delivery" WHERE "workspaceId" = w."id" AND ${open(machine)}))
     ORDER BY w."id"`;
}

export function unfinishedSql(school: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT count(*)::int AS "count" FROM "Delivery"
     WHERE ("state" = 'sending' OR ("state" = 'pending' AND "notBefore" <= ${instant(school)}))
       AND "workspaceId" NOT IN (SELECT "id" FROM "Workspace" WHERE "closedAt" IS NOT NULL)`;
}

export function nextAttemptSql(workspaceId: string, school: Date, machine: Date): Prisma.Sql {
  const ours = Prisma.sql`"workspaceId" = ${workspaceId}`;
  const due = Prisma.sql`${ours} AND "state" = 'pending' AND "notBefore" <= ${instant(school)}`;
  return Prisma.sql`
    WITH busy AS MATERIALIZED (${busyLines(workspaceId, machine)})
    SELECT LEAST(
      (SELECT min(GREATEST("nextAttemptAt", "leaseUntil")) FROM "Delivery" WHERE ${ours} AND "state" = 'sending'),
      (SELECT min("nextAttemptAt") FROM "Delivery" WHERE ${due} AND "nextAttemptAt" > ${instant(machine)}),
      CASE WHEN EXISTS (
        SELECT 1 FROM "Delivery" d WHERE ${due} AND d."chat" NOT IN (SELECT "chat" FROM busy)
      ) THEN ${instant(machine)} END
    ) AS "next"`;
}
