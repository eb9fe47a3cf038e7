import { addDays, mondayOf } from '../../calendar/local-date.js';
import { approvable, waitingFor } from '../../digests/approve.js';
import { waitingCard } from '../../digests/waiting-card.js';
import type { Turn } from '../../inbox/turn.js';
import { say } from '../../language/say.js';
import { notice } from '../../message/card.js';
import type { Reply } from '../../message/reply.js';
import type { Digest } from '../../ports/digest-store.js';
import { slipDays } from '../digest-presses.js';
import { offersFor } from '../entry-conversation.js';
import { slipLinks } from '../slip-links.js';

/** A digest older than this has nothing to tell any more. */
const weeksBack = 3;

/** The newest of those that can be printed. */
const mostSlips = 6;

async function recentDigests({ ports, school, today }: Turn) {
  const since = addDays(mondayOf(today), -7 * weeksBack);
  const classes = await ports.database.classes.list(school.id, today);
  return { classes, digests: await ports.database.digests.since(school.id, since) };
}

export async function waitsForApproval(turn: Turn): Promise<readonly Digest[]> {
  const { school, speaker, today } = turn;
  const { classes, digests } = await recentDigests(turn);
  return waitingFor(speaker.roles, school, classes, digests, today);
}

/** What waits for this person's yes. */
export async function showDigests(turn: Turn): Promise<Reply> {
  const { ports, school, speaker, language, now, today } = turn;
  const { classes, digests } = await recentDigests(turn);
  const mine = waitingFor(speaker.roles, school, classes, digests, today);
  const offers = offersFor(turn, 7);
  const forSlips = offersFor(turn, slipDays);
  const approved = digests.filter((one) => one.state === 'approved' && one.audience === 'classParents');
  const sent = approvable(speaker.roles, school, classes, approved, today).slice(0, mostSlips);
  const waiting = mine.length > 0 ? waitingCard(mine, language, offers, false) : notice(say(language, 'digest.none'));
  const card = { ...waiting, blocks: [...waiting.blocks, ...slipLinks(turn, sent, forSlips)] };
  await offers.save(ports.database, now);
  await forSlips.save(ports.database, now);
  return { card };
}
