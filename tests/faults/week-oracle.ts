import type { OpenDatabase } from '../../src/db/open.js';
import type { LedgerLine } from '../doubles/platform-wire.js';
import { staffChat, weekClasses, weekPupils } from './week-school.js';
import { answeredClasses, promptsOf, totalOf, unreached, weekLines, weekPosts, weekSteps } from './week-script.js';

/** What is wrong after a week; all empty when nothing is. */
export interface WeekFindings {
  readonly expected: number;
  readonly posts: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Posts that nobody should have got, or that say the wrong thing. */
  readonly unexpected: readonly string[];
  readonly outOfOrder: readonly string[];
  /** Where the rows do not agree with what happened. */
  readonly rows: readonly string[];
  /** Answers that came as a message, because the process that was asked was killed or slow. */
  readonly lateAnswers: number;
}

type Post = Extract<LedgerLine, { kind: 'post' }> & { readonly ref?: string };

/** An answer that did not go back the way the question came is a message too. */
const answers = [
  /^已记录 3 条/,
  /^已登记/,
  /^• 已批准，正在发出/,
  /^• 这份周报之前已经处理过了/,
  /^收到了/,
  /^这条消息已经记录过了/,
];

/** The platform's ledger beside what the roster and the script demand. */
export function compareLedger(ledger: readonly LedgerLine[]): Omit<WeekFindings, 'rows'> {
  const posts = ledger.flatMap((line) => (line.kind === 'post' ? [line as Post] : []));
  const lost: string[] = [];
  const doubled: string[] = [];
  const unexpected: string[] = ledger.flatMap((line) => (line.kind === 'unplanned' ? [line.message] : []));
  const outOfOrder: string[] = [];
  let lateAnswers = 0;
  const keys = new Set<string>();
  for (const { chat, key } of posts) {
    if (keys.has(`${chat} ${key}`)) doubled.push(`${chat}: ${key}`);
    keys.add(`${chat} ${key}`);
  }
  for (const chat of new Set([...posts, ...weekPosts].map((one) => one.chat))) {
    const there = posts.filter((one) => one.chat === chat);
    const wanted = weekPosts.filter((one) => one.chat === chat);
    const titles = new Set(wanted.map((one) => one.title));
    const titleOf = ({ text }: Post) => [...titles].find((title) => text.startsWith(title));
    for (const title of titles) {
      const more =
        there.filter((one) => titleOf(one) === title).length - wanted.filter((one) => one.title === title).length;
      if (more > 0) doubled.push(`${chat}: ${title} (${more} too many)`);
      if (more < 0) lost.push(`${chat}: ${title} (${-more} missing)`);
    }
    const known = there.filter((one) => titleOf(one) !== undefined);
    const sequence = known.map(titleOf).join(', ');
    if (
      chat !== staffChat &&
      lost.length + doubled.length === 0 &&
      sequence !== wanted.map((one) => one.title).join(', ')
    ) {
      outOfOrder.push(`${chat}: ${sequence}`);
    }
    for (const one of known) {
      const rule = wanted.find((each) => each.title === titleOf(one));
      for (const text of rule?.contains ?? [])
        if (!one.text.includes(text)) unexpected.push(`${chat}: no ${text}: ${one.text}`);
      for (const text of rule?.lacks ?? [])
        if (one.text.includes(text)) unexpected.push(`${chat}: ${text}: ${one.text}`);
    }
    const others = there.filter((one) => titleOf(one) === undefined);
    const asked = weekSteps.filter((step) => 'account' in step && `direct-${step.account}` === chat).length;
    lateAnswers += others.length;
    if (others.length > asked) doubled.push(`${chat}: ${others.length} answers to ${asked} events`);
    for (const { text } of others) {
      if (!answers.some((pattern) => pattern.test(text))) unexpected.push(`${chat}: ${text}`);
    }
  }
  return { expected: weekPosts.length, posts: posts.length, lost, doubled, unexpected, outOfOrder, lateAnswers };
}

/** The program's own rows beside the ledger and the script. */
export async function compareRows(
  prisma: OpenDatabase['prisma'],
  ledger: readonly LedgerLine[],
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const must = (what: string, found: unknown, wanted: unknown) => {
    if (JSON.stringify(found) !== JSON.stringify(wanted)) {
      wrong.push(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
    }
  };
  const posts = ledger.flatMap((line) => (line.kind === 'post' ? [line as Post] : []));

  const deliveries = await prisma.delivery.findMany({ orderBy: [{ notBefore: 'asc' }, { seq: 'asc' }] });
  const chatOf = (line: string) => (line.startsWith('@') ? `direct-${line.slice(1)}` : line);
  for (const { id, chat, kind, state, failure, messageRef } of deliveries) {
    const own = posts.filter((post) => post.key === id);
    must(
      `${kind} to ${chat}`,
      { state, failure, chats: own.map((post) => post.chat) },
      { state: 'sent', failure: null, chats: [chatOf(chat)] },
    );
    must(`${kind} to ${chat} is`, messageRef, own[0]?.ref);
  }
  must('Posts without a row', posts.filter((post) => !deliveries.some((row) => row.id === post.key)).length, 0);
  for (const chat of new Set(posts.map((post) => post.chat))) {
    must(
      `Order in ${chat}`,
      posts.filter((post) => post.chat === chat).map((post) => post.key),
      deliveries.filter((row) => chatOf(row.chat) === chat).map((row) => row.id),
    );
  }

  const rounds = await prisma.round.findMany();
  must(
    'Rounds',
    rounds.map((round) => round.state),
    weekClasses.map(() => 'locked'),
  );
  must('Answered rounds', rounds.filter((round) => round.submittedAt !== null).length, answeredClasses.length);
  const audits = async (action: string) =>
    (await prisma.audit.findMany({ where: { action } })).map((row) => row.subjectId);
  must('Locks', (await audits('round.lock')).toSorted(), rounds.map((round) => round.id).toSorted());
  must('Answers', (await audits('round.submit')).length, answeredClasses.length);
  must('Recorded', (await audits('entry.record')).length, weekLines.length);

  must('Entries', await prisma.pointEntry.count(), weekLines.length);
  const nameOf = new Map((await prisma.pupil.findMany()).map((pupil) => [pupil.id, pupil.name]));
  const standings = await prisma.standing.findMany({ where: { kind: 'pupil' } });
  must(
    'Standings',
    standings.map((row) => `${nameOf.get(row.subjectId)} ${Number(row.total)}`).toSorted(),
    weekPupils.map((pupil) => `${pupil.name} ${totalOf(pupil)}`).toSorted(),
  );

  const digests = await prisma.digest.findMany();
  must(
    'Digests',
    digests.map((one) => one.state),
    digests.map(() => 'approved'),
  );
  must('Digests in all', digests.length, 2 * weekClasses.length);

  const accounts = new Map((await prisma.account.findMany()).map((one) => [one.personId, one.externalId]));
  const prompts = (await prisma.prompt.findMany()).map((one) => accounts.get(one.personId));
  for (const [account, count] of promptsOf) {
    must(`Prompts of ${account}`, prompts.filter((one) => one === account).length, count);
  }
  const noted = await prisma.decision.findMany({ where: { kind: { startsWith: 'note' }, outcome: 'notReached' } });
  const missed = (reason: string) => noted.filter((one) => one.reason === reason).map((one) => one.subjectId);
  must('Not reached', missed('noAccount').length, unreached.length);
  must('Classes told of it', missed('noAccounts').length, new Set(missed('noAccounts')).size);

  const broken = await prisma.occurrence.findMany({ where: { reason: { in: ['gaveUp', 'tooLate'] } } });
  must(
    'Given up',
    broken.map((one) => `${one.kind} ${one.dueKey} ${one.reason}`),
    [],
  );
  must('Unanswered events', await prisma.inboundEvent.count({ where: { state: { not: 'done' } } }), 0);
  return wrong;
}
