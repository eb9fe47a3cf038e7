import type { Wait } from '../ports/clock.js';
import type { ClaimedDelivery, ClaimRequest, Settlement } from '../ports/delivery-store.js';
import type { Messenger } from '../ports/messenger.js';
import { type AttemptContext, attempt, type Heard } from './attempt.js';
import { attemptCircular, inCalls, isCopy } from './circular.js';
import type { DeliveryEvent, EnginePorts, Recheck } from './events.js';
import { createHealth } from './health.js';
import type { DeliveryLimits } from './limits.js';
import { later, type Moment, postponed, undecided, withoutCall } from './outcome.js';
import { createPace } from './pace.js';
import type { Settler } from './settler.js';

export interface LaneContext {
  readonly ports: EnginePorts;
  readonly messenger: Messenger;
  readonly instance: string;
  readonly limits: DeliveryLimits;
  readonly recheck: Recheck;
  readonly wait: Wait;
  readonly settler: Settler;
  readonly stopping: AbortSignal;
  observe(event: DeliveryEvent): void;
  chatGone(row: ClaimedDelivery): Promise<void>;
}

/** One workspace's sending: pace and health outlive a run, everything else is in the rows. */
export interface Lane {
  /** Sends until nothing can be tried soon. Called while it runs, it only makes the run look again. */
  run(): Promise<void>;
}

/** How long freed places are collected before more is claimed: a statement for each of them would cost more. */
const gatherMs = 5;

/** An attempt that may have arrived is not repeated to an account that is not the reader's any more. */
function vetoOf({ hindrance }: ClaimedDelivery): string | null {
  return hindrance === 'chatAway' ? null : hindrance;
}

export function createLane(workspaceId: string, context: LaneContext): Lane {
  const { ports, messenger, limits, wait, settler, stopping } = context;
  const { deliveries, watches, accounts } = ports.database;
  const pace = createPace(messenger.capabilities.pacing, limits.paceMargin);
  const health = createHealth(limits);
  const watch = `send:${workspaceId}`;
  const inAir = new Set<Promise<void>>();
  /** Flights that have ended; whoever remembers the number knows whether it missed one. */
  let landed = 0;
  let claims = 0;
  let watchUntil = 0;
  /** What a claim takes here and now. */
  let claimMs = 0;
  /** Claimed and looked at once more, with no turn yet: for these, too, there must be room. */
  const turnless = new Set<string>();
  let running = false;
  let poked = false;
  let wake = new AbortController();
  /** The platform takes none of ours: copies go one by one. */
  let circularsRefused = false;

  const machine = () => ports.clock.machine().getTime();
  const moment = (): Moment => ({
    school: ports.clock.school(),
    machine: ports.clock.machine(),
    nextId: () => ports.ids.next(),
  });

  const attempts: AttemptContext = {
    messenger,
    limits,
    wait,
    moment,
    async turn(row, line) {
      turnless.delete(row.id);
      const slot = pace.reserve(line, machine());
      const earlyMs = slot.at - machine();
      if (earlyMs > 0) await wait(earlyMs, stopping);
      // Whoever takes the delivery over after the lease must find the call finished.
      if (stopping.aborted || machine() + limits.callMs > row.leaseUntil.getTime()) {
        slot.unused();
        return null;
      }
      slot.started(machine());
      return { answered: () => slot.answered(machine()), refused: slot.refused };
    },
    async rememberDirectChat(row, account, chat) {
      await accounts.setDirectChat(row.workspaceId, account, chat).catch(() => {});
    },
  };

  /** One process at a time sends into a workspace: that is what makes pacing in memory true. */
  async function holdWatch(): Promise<boolean> {
    const now = machine();
    if (watchUntil - now > limits.leaseMs / 2) return true;
    const until = now + limits.leaseMs;
    const held = await watches.take(watch, context.instance, new Date(now), new Date(until));
    watchUntil = held ? until : 0;
    return held;
  }

  async function claim(): Promise<number> {
    const now = machine();
    const horizon = now + aheadMs();
    if (health.pausedUntil() > now) return 0;
    const limit = Math.min(health.atOnce() - inAir.size, pace.room(horizon, now) - turnless.size);
    if (limit <= 0) return 0;
    const rows = await deliveries.claim(requestOf(limit, now, horizon));
    for (const { id } of rows) turnless.add(id);
    if (rows.length > 0) fly(start(rows, now).catch((error: unknown) => forget(rows, error)));
    return rows.length;
  }

  function forget(rows: readonly ClaimedDelivery[], error: unknown): never {
    for (const { id } of rows) turnless.delete(id);
    throw error;
  }

  function requestOf(limit: number, now: number, horizon: number): ClaimRequest {
    claims += 1;
    return {
      workspaceId,
      lease: `${context.instance}:${claims}`,
      leaseUntil: new Date(now + limits.leaseMs),
      school: ports.clock.school(),
      machine: new Date(now),
      limit,
      without: pace.resting(horizon, now),
    };
  }

  function goesInCircular(row: ClaimedDelivery): boolean {
    return !circularsRefused && !row.unresolved && isCopy(row, messenger);
  }

  /** A circular takes as many people as one call can: more than calls may be made at once. */
  async function furtherCopies(rows: readonly ClaimedDelivery[]): Promise<readonly ClaimedDelivery[]> {
    const { circulars } = messenger.capabilities;
    if (!circulars) return [];
    const further: ClaimedDelivery[] = [];
    for (const [first, ...others] of inCalls(rows.filter(goesInCircular), circulars.atMost)) {
      const room = circulars.atMost - 1 - others.length;
      if (!first?.circular || room <= 0) continue;
      const now = machine();
      further.push(...(await deliveries.claimCopies(requestOf(room, now, now + aheadMs()), first.circular)));
    }
    return further;
  }

  /** Ends what needs no call, asks once for all the others whether they may still be sent, and sends those. */
  async function start(claimed: readonly ClaimedDelivery[], since: number): Promise<void> {
    const rows = [...claimed, ...(await furtherCopies(claimed))];
    const calls = rows.filter((row) => {
      const settlement = withoutCall(row, limits, moment());
      if (settlement) fly(settle(row, settlement, 'notAsked'));
      return !settlement;
    });
    if (calls.length === 0) return;
    const vetoes = await askRecheck(calls);
    claimMs += (machine() - since - claimMs) / 8;
    if (!vetoes) {
      for (const row of calls) fly(putBack(row));
      return;
    }
    const veto = (row: ClaimedDelivery) => vetoes.get(row.id) ?? vetoOf(row);
    const copies = calls.filter((row) => veto(row) === null && goesInCircular(row));
    for (const row of calls) if (!copies.includes(row)) fly(tryOne(row, veto(row)));
    for (const [first, ...others] of inCalls(copies, messenger.capabilities.circulars?.atMost ?? 1)) {
      if (first) fly(others.length === 0 ? tryOne(first, null) : tryCircular([first, ...others]));
    }
  }

  /** null: it could not be found out, or not in time. */
  async function askRecheck(rows: readonly ClaimedDelivery[]): Promise<ReadonlyMap<string, string> | null> {
    const answered = new AbortController();
    const tooLate = wait(limits.callMs, answered.signal).then(() => null);
    const vetoes = await Promise.race([context.recheck(rows).catch(() => null), tooLate]);
    answered.abort();
    return vetoes;
  }

  async function tryOne(row: ClaimedDelivery, veto: string | null): Promise<void> {
    const { settlement, heard } = await attempt(row, veto, attempts).catch((error: unknown) => forget([row], error));
    health.heard(heard, machine());
    await settle(row, settlement, heard);
  }

  async function tryCircular(rows: readonly [ClaimedDelivery, ...ClaimedDelivery[]]): Promise<void> {
    for (const { id } of rows.slice(1)) turnless.delete(id);
    const { copies, refused } = await attemptCircular(rows, attempts).catch((error: unknown) => forget(rows, error));
    circularsRefused ||= refused;
    if (copies[0]) health.heard(copies[0].heard, machine());
    await Promise.all(copies.map(({ row, settlement, heard }) => settle(row, settlement, heard)));
  }

  /** Nobody knows whether the message may be sent: then it is not. */
  async function putBack(row: ClaimedDelivery): Promise<void> {
    const from = later(moment(), limits.firstRetryMs);
    const settlement = row.unresolved ? undecided(row, from, false, null) : postponed(row, from, false, 'notChecked');
    await settle(row, settlement, 'notAsked');
  }

  async function settle(row: ClaimedDelivery, settlement: Settlement, heard: Heard): Promise<void> {
    turnless.delete(row.id);
    const held = await settler.settle(settlement);
    context.observe({ kind: 'settled', row, settlement, held, heard });
    if (held && settlement.state === 'held' && heard !== 'notAsked') await context.chatGone(row);
  }

  function fly(work: Promise<void>): void {
    const flight = work
      .catch((error: unknown) => context.observe({ kind: 'fault', workspaceId, error }))
      .then(() => {
        inAir.delete(flight);
        landed += 1;
        wake.abort();
      });
    inAir.add(flight);
  }

  /** Until a flight lands, somebody pokes, or the time is over. */
  async function pause(ms: number): Promise<void> {
    if (poked || stopping.aborted) return;
    wake = new AbortController();
    await wait(ms, wake.signal);
  }

  /** False: nothing is left that could be tried soon. */
  async function waitForMore(landedBefore: number): Promise<boolean> {
    const now = machine();
    const pausedMs = health.pausedUntil() - now;
    if (inAir.size > 0) {
      if (landed === landedBefore) await pause(Math.max(pausedMs, untilOpening(now) ?? limits.pollMs));
      if (inAir.size > health.atOnce() / 2) await wait(gatherMs, stopping);
      return true;
    }
    const next = await deliveries.nextAttempt(workspaceId, ports.clock.school(), new Date(now));
    if (next === null) return poked;
    const nextMs = next.getTime() > now ? next.getTime() - now : (untilOpening(now) ?? limits.pollMs / 10);
    const soonMs = Math.max(pausedMs, nextMs);
    if (soonMs > limits.lingerMs) return poked;
    await pause(Math.min(limits.pollMs, soonMs));
    return true;
  }

  /** How long until a line, or the workspace, has rested enough to be claimed for. */
  function untilOpening(now: number): number | null {
    const opening = pace.nextOpening(now + aheadMs(), now);
    return opening === null ? null : opening - aheadMs() - now;
  }

  /** A delivery is claimed so long before its moment that the call starts on it, on a slow machine, too. */
  function aheadMs(): number {
    return Math.min(limits.longestAheadMs, limits.aheadMs + 2 * claimMs);
  }

  async function sendAll(): Promise<void> {
    while (!stopping.aborted) {
      poked = false;
      const before = landed;
      if (!(await holdWatch())) return;
      const claimed = await claim();
      if (claimed > 0 && inAir.size < health.atOnce()) continue;
      if (!(await waitForMore(before))) return;
    }
  }

  async function release(): Promise<void> {
    while (inAir.size > 0) await Promise.all(inAir);
    watchUntil = 0;
    await watches.release(watch, context.instance).catch(() => {});
  }

  return {
    async run() {
      poked = true;
      wake.abort();
      if (running) return;
      running = true;
      try {
        while (poked && !stopping.aborted) {
          await sendAll().finally(release);
        }
      } finally {
        running = false;
      }
    },
  };
}
