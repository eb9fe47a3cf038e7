import type { DeliveryFault } from '../errors.js';
import type { ClaimedDelivery, DeliveryState, Settlement, SettlementDecision } from '../ports/delivery-store.js';
import { type DeliveryLimits, retryAfterMs } from './limits.js';

/** Both clocks at one moment, and the ids for what is written down. */
export interface Moment {
  readonly school: Date;
  readonly machine: Date;
  nextId(): string;
}

/** Codes with a sentence in the catalogue (`why.<reason>`); a veto of `recheck` brings its own. */
export type EndReason =
  | 'useless'
  | 'replaced'
  | 'targetNotSent'
  | 'platformRefused'
  | 'chatGone'
  | 'chatAway'
  | 'accountOff'
  | 'accountUnlinked'
  | 'gaveUp'
  | 'checking';

export function arrived(row: ClaimedDelivery, messageRef: string, moment: Moment): Settlement {
  return { ...base(row), state: 'sent', counts: true, messageRef, sentAt: moment.school };
}

/** Nothing reached the platform's chat: the delivery may be tried again from the instant on. */
export function postponed(row: ClaimedDelivery, from: Date, counts: boolean, failure: string | null): Settlement {
  return { ...base(row), state: 'pending', counts, nextAttemptAt: from, failure };
}

/** An attempt that may have arrived: it is looked into from the instant on, and its line waits. */
export function undecided(row: ClaimedDelivery, from: Date, counts: boolean, failure: string | null): Settlement {
  return { ...base(row), state: 'sending', counts, nextAttemptAt: from, failure };
}

/** The message was no longer wanted, or refused by us. What was replaced by something newer needs no explanation. */
export function skipped(row: ClaimedDelivery, reason: EndReason | { veto: string }, moment: Moment): Settlement {
  const code = typeof reason === 'string' ? reason : reason.veto;
  const outcome = typeof reason === 'string' ? 'skipped' : 'refused';
  return {
    ...base(row),
    state: 'skipped',
    failure: code,
    decision: code === 'replaced' ? null : decided(outcome, code, moment),
  };
}

/** Not given up: it goes on when its chat is there again, if it is still of use then. */
function held(row: ClaimedDelivery, failure: string, counts: boolean, moment: Moment): Settlement {
  return { ...base(row), state: 'held', counts, failure, decision: decided('held', 'chatAway', moment) };
}

function gaveUp(row: ClaimedDelivery, reason: EndReason, failure: string, moment: Moment): Settlement {
  return { ...base(row), state: 'failed', counts: true, failure, decision: decided('notReached', reason, moment) };
}

/** We cannot find out: never shown as sent, and a person is told once. */
export function neverKnown(row: ClaimedDelivery, failure: string, moment: Moment): Settlement {
  return { ...base(row), state: 'unknown', failure, decision: decided('checking', 'checking', moment) };
}

/** What an attempt that nothing went before ends in, when the platform did not take it. */
export function afterFault(
  row: ClaimedDelivery,
  fault: DeliveryFault,
  quarantineMs: number | null,
  limits: DeliveryLimits,
  moment: Moment,
): Settlement {
  switch (fault.kind) {
    case 'later':
      if (isTooOld(row, limits, moment)) return gaveUp(row, 'gaveUp', 'age', moment);
      return postponed(row, later(moment, fault.afterMs), false, 'later');
    case 'locked':
      return postponed(row, later(moment, limits.lockedMs), false, `locked:${fault.code}`);
    case 'refused':
      return gaveUp(row, 'platformRefused', `refused:${fault.code}`, moment);
    case 'gone':
      // A person who left has left; a group's chat is bound by people, who can let us in again.
      if (row.verb === 'send' && row.account === null) return held(row, `gone:${fault.code}`, true, moment);
      return gaveUp(row, 'chatGone', `gone:${fault.code}`, moment);
    case 'unknown':
      return undecided(row, later(moment, quarantineMs ?? retryAfterMs(row.attempts, limits)), true, fault.code);
    default:
      return fault satisfies never;
  }
}

/** What can be said of a claimed delivery without asking anybody; null: it is to be sent. */
export function withoutCall(row: ClaimedDelivery, limits: DeliveryLimits, moment: Moment): Settlement | null {
  if (row.verb === 'update') {
    if (row.superseded) return skipped(row, 'replaced', moment);
    if (row.target?.state === 'held') return held(row, 'chatAway', false, moment);
    if (row.target?.state !== 'sent' || row.target.messageRef === null) return skipped(row, 'targetNotSent', moment);
  }
  // An attempt that may have arrived is looked into first, however late or often tried it is.
  if (row.unresolved && row.verb === 'send') return null;
  if (isUseless(row, moment)) return skipped(row, 'useless', moment);
  if (row.hindrance === 'chatAway') return held(row, row.hindrance, false, moment);
  if (row.hindrance !== null) return { ...gaveUp(row, row.hindrance, row.hindrance, moment), counts: false };
  return isSpent(row, limits, moment) ? spent(row, limits, moment) : null;
}

export function isUseless(row: ClaimedDelivery, moment: Moment): boolean {
  return row.uselessAfter !== null && row.uselessAfter <= moment.school;
}

function isTooOld(row: ClaimedDelivery, limits: DeliveryLimits, moment: Moment): boolean {
  return moment.machine.getTime() - row.triedSince.getTime() >= limits.maxAgeMs;
}

/** Tried so often, or for so long, that it is given up. The claim in hand counts as a try that is not made any more. */
export function isSpent(row: ClaimedDelivery, limits: DeliveryLimits, moment: Moment): boolean {
  return row.attempts > limits.maxTries || isTooOld(row, limits, moment);
}

export function spent(row: ClaimedDelivery, limits: DeliveryLimits, moment: Moment): Settlement {
  const failure = row.attempts > limits.maxTries ? 'tries' : 'age';
  return { ...gaveUp(row, 'gaveUp', failure, moment), counts: false };
}

export function later(moment: Moment, ms: number): Date {
  return new Date(moment.machine.getTime() + Math.max(0, ms));
}

function base(row: ClaimedDelivery): Settlement {
  const nothing = { nextAttemptAt: null, messageRef: null, sentAt: null, failure: null, decision: null };
  return { id: row.id, lease: row.lease, state: 'pending' satisfies DeliveryState, counts: false, ...nothing };
}

function decided(outcome: SettlementDecision['outcome'], reason: string, moment: Moment): SettlementDecision {
  return { id: moment.nextId(), outcome, reason, at: moment.school };
}
