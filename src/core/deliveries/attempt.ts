import { DeliveryError, type DeliveryFault } from '../errors.js';
import type { Wait } from '../ports/clock.js';
import type { ClaimedDelivery, Settlement } from '../ports/delivery-store.js';
import type { Messenger, Sent } from '../ports/messenger.js';
import { type DeliveryLimits, retryAfterMs } from './limits.js';
import {
  afterFault,
  arrived,
  isSpent,
  isUseless,
  later,
  type Moment,
  neverKnown,
  postponed,
  skipped,
  spent,
  undecided,
} from './outcome.js';

/** What one attempt needs; made once for a workspace. */
export interface AttemptContext {
  readonly messenger: Messenger;
  readonly limits: DeliveryLimits;
  readonly wait: Wait;
  moment(): Moment;
  /** Waits for the moment at which the platform allows the next call; null: the engine stops, or the lease runs out. */
  turn(row: ClaimedDelivery, line: string | null): Promise<Turn | null>;
  rememberDirectChat(row: ClaimedDelivery, account: string, chat: string): Promise<void>;
}

/** Leave to make one call. */
export interface Turn {
  answered(): void;
  /** Too fast: nothing was taken. */
  refused(): void;
}

/** For what the platform does not hear of. */
const free: Turn = { answered() {}, refused() {} };

export interface Attempted {
  readonly settlement: Settlement;
  /** What the platform said to the last call. */
  readonly heard: Heard;
}

/** A fault, that it did as asked, or that it was not asked. */
export type Heard = DeliveryFault | 'yes' | 'notAsked';

type Answer<T> = { readonly value: T; readonly fault: null } | { readonly fault: DeliveryFault };

/**
 * One attempt of a delivery that is committed as `sending`. The post is the only line that cannot be undone: nothing
 * comes after it but its settlement. `veto` is the reason why the message must not be sent (any more), or null.
 */
export async function attempt(row: ClaimedDelivery, veto: string | null, context: AttemptContext): Promise<Attempted> {
  if (row.verb === 'send' && row.unresolved) return resolve(row, veto, context);
  if (veto !== null) return ended(skipped(row, { veto }, context.moment()));

  const { limits, messenger } = context;
  const opened = await directChatOf(row, context);
  if (opened.fault !== null) return { settlement: notOpened(row, opened.fault, context), heard: opened.fault };
  const turn = await context.turn(row, row.line);
  if (!turn) return ended(untried(row, context));

  const answer = await post(row, opened.value, turn, context);
  const moment = context.moment();
  if (answer.fault === null) return took(arrived(row, answer.value.messageRef, moment));
  // Changing a message twice is the same as once, so an update of unknown outcome is simply repeated.
  const quarantineMs = row.verb === 'send' ? quarantineOf(messenger) : null;
  return { settlement: afterFault(row, answer.fault, quarantineMs, limits, moment), heard: answer.fault };
}

/** Finds out about an attempt of unknown outcome, and repeats it only where that cannot double it. */
async function resolve(row: ClaimedDelivery, veto: string | null, context: AttemptContext): Promise<Attempted> {
  const { limits, messenger } = context;
  const { repeat } = messenger.capabilities;
  const moment = context.moment();
  const since = row.sendingSince.getTime();

  // No key goes with a circular, and nobody looks into so many chats.
  if (row.circular !== null && messenger.capabilities.circulars) return ended(neverKnown(row, 'notTold', moment));
  if (repeat.by === 'readBack') {
    const readable = new Date(since + repeat.quarantineMs);
    if (moment.machine < readable) return ended(undecided(row, readable, false, null));
    return readBack(row, veto, context);
  }
  // The key is remembered from when the first attempt was applied, so that one is what counts.
  const safe = moment.machine.getTime() + limits.callMs < since + repeat.withinMs;
  const wanted = veto === null && !isUseless(row, moment) && row.attempts <= limits.maxTries;
  if (!safe || !wanted) return readBack(row, veto, context);

  const opened = await directChatOf(row, context);
  if (opened.fault !== null) return { settlement: stillOpen(row, opened.fault, context), heard: opened.fault };
  const turn = await context.turn(row, row.line);
  if (!turn) return ended(undecided(row, context.moment().machine, false, null));
  const answer = await post(row, opened.value, turn, context);
  if (answer.fault === null) return took(arrived(row, answer.value.messageRef, context.moment()));
  const { fault } = answer;
  // Refused now says nothing about the attempt before.
  if (fault.kind === 'refused' || fault.kind === 'gone') return readBack(row, veto, context);
  return { settlement: stillOpen(row, fault, context), heard: fault };
}

/** Looks for the message in the chat. */
async function readBack(row: ClaimedDelivery, veto: string | null, context: AttemptContext): Promise<Attempted> {
  const { limits, messenger } = context;
  const opened = await directChatOf(row, context);
  if (opened.fault !== null) return { settlement: unanswered(row, opened.fault, context), heard: opened.fault };
  const turn = await context.turn(row, null);
  if (!turn) return ended(undecided(row, context.moment().machine, false, null));

  const answer = await call(() => messenger.find(row.workspaceId, opened.value, row.id), turn, context);
  const moment = context.moment();
  if (answer.fault !== null) return { settlement: unanswered(row, answer.fault, context), heard: answer.fault };
  if (answer.value === null) return took(unanswered(row, null, context));
  if (answer.value !== 'absent') return took(arrived(row, answer.value.messageRef, moment));
  // It may still be on its way.
  const believable = new Date(row.sendingSince.getTime() + absenceAfterMs(messenger, limits));
  if (moment.machine < believable) return ended(undecided(row, believable, false, 'notFoundYet'));
  if (veto !== null) return ended(skipped(row, { veto }, moment));
  if (isUseless(row, moment)) return ended(skipped(row, 'useless', moment));
  if (isSpent(row, limits, moment)) return ended(spent(row, limits, moment));
  return took(postponed(row, moment.machine, false, 'notArrived'));
}

/** The platform does not say whether the message arrived. Asked again for a while; longer while it is not there at all. */
function unanswered(row: ClaimedDelivery, fault: DeliveryFault | null, context: AttemptContext): Settlement {
  const { limits } = context;
  const moment = context.moment();
  const notThere = fault?.kind === 'unknown' || fault?.kind === 'locked';
  const patienceMs = notThere ? limits.maxAgeMs : limits.undecidedMs;
  const code = fault === null ? 'notTold' : 'code' in fault ? fault.code : fault.kind;
  const openMs = moment.machine.getTime() - row.sendingSince.getTime();
  if (openMs >= patienceMs) return neverKnown(row, code, moment);
  // Each wait is as long as it has been open, up to a limit.
  const patientMs = Math.min(limits.longestAskMs, Math.max(limits.firstRetryMs, openMs));
  const pauseMs = fault?.kind === 'later' ? fault.afterMs : patientMs;
  return undecided(row, later(moment, Math.min(pauseMs, patienceMs - openMs)), false, code);
}

/** A repeat of an attempt of unknown outcome was itself not taken: the first question stays open. */
function stillOpen(row: ClaimedDelivery, fault: DeliveryFault, context: AttemptContext): Settlement {
  const { limits } = context;
  const moment = context.moment();
  switch (fault.kind) {
    case 'later':
      return undecided(row, later(moment, fault.afterMs), false, 'later');
    case 'locked':
      return undecided(row, later(moment, limits.lockedMs), false, `locked:${fault.code}`);
    case 'refused':
    case 'gone':
      return neverKnown(row, `${fault.kind}:${fault.code}`, moment);
    case 'unknown':
      return undecided(row, later(moment, retryAfterMs(row.attempts, limits)), true, fault.code);
    default:
      return fault satisfies never;
  }
}

/** The direct chat could not be opened: nothing was said to anybody, so nothing is unknown. */
function notOpened(row: ClaimedDelivery, fault: DeliveryFault, context: AttemptContext): Settlement {
  const { limits } = context;
  const moment = context.moment();
  if (fault.kind !== 'unknown') return afterFault(row, fault, null, limits, moment);
  return postponed(row, later(moment, retryAfterMs(row.attempts, limits)), true, fault.code);
}

/** Nothing was called. */
export function untried(row: ClaimedDelivery, context: AttemptContext): Settlement {
  return postponed(row, context.moment().machine, false, null);
}

async function directChatOf(row: ClaimedDelivery, context: AttemptContext): Promise<Answer<string>> {
  const { chat, account } = row;
  if (chat !== null) return { value: chat, fault: null };
  if (account === null) return { fault: { kind: 'refused', code: 'no_recipient' } };
  const { freeDirectChats = false } = context.messenger.capabilities.pacing;
  const turn = freeDirectChats ? free : await context.turn(row, null);
  if (!turn) return { fault: { kind: 'later', afterMs: 0, scope: 'chat' } };
  const opened = await call(() => context.messenger.openDirect(row.workspaceId, account), turn, context);
  if (opened.fault === null) await context.rememberDirectChat(row, account, opened.value);
  return opened;
}

function post(row: ClaimedDelivery, chat: string, turn: Turn, context: AttemptContext): Promise<Answer<Sent>> {
  const { messenger } = context;
  // The id, not our own key: it is short enough for every platform and says nothing.
  const message = { workspaceId: row.workspaceId, chat, key: row.id, card: row.card, language: row.language };
  const ref = row.target?.messageRef ?? null;
  if (row.verb === 'send' || ref === null) return call(() => messenger.send(message), turn, context);
  return call(() => messenger.update(message, ref), turn, context);
}

/** A call and its fault; what hangs, or throws what nobody classified, may have been applied. */
export async function call<T>(
  work: () => Promise<T>,
  turn: Turn,
  { limits, wait }: Pick<AttemptContext, 'limits' | 'wait'>,
): Promise<Answer<T>> {
  const done = new AbortController();
  const tooLate = wait(limits.callMs, done.signal).then(
    (): Answer<T> => ({ fault: { kind: 'unknown', code: 'timeout' } }),
  );
  const result = work().then(
    (value): Answer<T> => ({ value, fault: null }),
    (error: unknown): Answer<T> => ({
      fault: error instanceof DeliveryError ? error.fault : { kind: 'unknown', code: 'unclassified' },
    }),
  );
  const first = await Promise.race([result, tooLate]);
  // Of what hangs, too: it would use up the workspace's rate for ever.
  if (first.fault?.kind === 'later') turn.refused();
  else turn.answered();
  done.abort();
  return first;
}

function quarantineOf(messenger: Messenger): number | null {
  const { repeat } = messenger.capabilities;
  return repeat.by === 'readBack' ? repeat.quarantineMs : null;
}

/** How old an attempt must be for "absent" to mean "never arrived". */
function absenceAfterMs(messenger: Messenger, limits: DeliveryLimits): number {
  return quarantineOf(messenger) ?? limits.absenceMs;
}

function ended(settlement: Settlement): Attempted {
  return { settlement, heard: 'notAsked' };
}

function took(settlement: Settlement): Attempted {
  return { settlement, heard: 'yes' };
}
