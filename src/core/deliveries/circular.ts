import type { ClaimedDelivery } from '../ports/delivery-store.js';
import type { Messenger } from '../ports/messenger.js';
import { type AttemptContext, type Attempted, call, untried } from './attempt.js';
import { afterFault, arrived, neverKnown, postponed } from './outcome.js';

/** A copy with what became of it. */
export interface AttemptedCopy extends Attempted {
  readonly row: ClaimedDelivery;
}

/** Whether the message is a copy that one call sends together with others. What may have arrived is not sent again. */
export function isCopy(row: ClaimedDelivery, { capabilities }: Messenger): boolean {
  return capabilities.circulars !== null && row.circular !== null && row.account !== null && row.verb === 'send';
}

/** Copies of one circular as they go in one call, at most so many in each. */
export function inCalls(copies: readonly ClaimedDelivery[], atMost: number): readonly (readonly ClaimedDelivery[])[] {
  const circulars = new Map<string, ClaimedDelivery[]>();
  for (const row of copies) {
    const name = `${row.language} ${row.circular}`;
    circulars.set(name, [...(circulars.get(name) ?? []), row]);
  }
  return [...circulars.values()].flatMap((rows) =>
    Array.from({ length: Math.ceil(rows.length / atMost) }, (_, place) =>
      rows.slice(place * atMost, (place + 1) * atMost),
    ),
  );
}

/**
 * One call for all these copies. Refused as a whole, each is sent by itself from then on (`refused` says so): a circular may
 * need a permission that single messages do not.
 */
export async function attemptCircular(
  rows: readonly [ClaimedDelivery, ...ClaimedDelivery[]],
  context: AttemptContext,
): Promise<{ readonly copies: readonly AttemptedCopy[]; readonly refused: boolean }> {
  const { messenger, limits } = context;
  const [{ workspaceId, card, language }] = rows;
  const turn = await context.turn(rows[0], null);
  if (!turn) {
    return {
      refused: false,
      copies: rows.map((row) => ({ row, settlement: untried(row, context), heard: 'notAsked' })),
    };
  }
  const accounts = rows.flatMap(({ account }) => account ?? []);
  const circular = { workspaceId, card, language, accounts };
  const answer = await call(() => messenger.sendCircular(circular), turn, context);
  const moment = context.moment();
  const { fault } = answer;
  if (fault === null) {
    const unreached = new Set(answer.value.unreached);
    const copies = rows.map((row): AttemptedCopy => {
      const left = { kind: 'gone', code: 'not_reached' } as const;
      return row.account !== null && unreached.has(row.account)
        ? { row, settlement: afterFault(row, left, null, limits, moment), heard: 'yes' }
        : { row, settlement: arrived(row, answer.value.messageRef, moment), heard: 'yes' };
    });
    return { copies, refused: false };
  }
  const refused = fault.kind === 'refused' || fault.kind === 'gone';
  const settlementOf = (row: ClaimedDelivery) => {
    if (refused) return postponed(row, moment.machine, false, 'noCircular');
    return fault.kind === 'unknown'
      ? neverKnown(row, fault.code, moment)
      : afterFault(row, fault, null, limits, moment);
  };
  return { copies: rows.map((row) => ({ row, settlement: settlementOf(row), heard: fault })), refused };
}
