import { randomUUID } from 'node:crypto';
import { noteChatGone } from '../core/channels/away.js';
import { handle } from '../core/conversation/handle.js';
import { createDeliveryEngine, type DeliveryEngine } from '../core/deliveries/engine.js';
import { createRecheck } from '../core/deliveries/recheck.js';
import type { SchoolClock } from '../core/due/school-clock.js';
import { createSweeper, type Sweeper } from '../core/due/sweep.js';
import { createTimeMachine, type TimeMachine } from '../core/due/time-machine.js';
import { createInbox, type Inbox } from '../core/inbox/inbox.js';
import { languageOf } from '../core/language/language.js';
import { actorOf, type InboundOf } from '../core/message/inbound.js';
import type { Ports } from '../core/ports/ports.js';
import { weekHandlers } from '../core/week/handlers.js';
import { createPlanner } from '../core/week/plan.js';
import type { Log } from './log.js';
import type { Platforms } from './platforms.js';
import type { Limits } from './program.js';
import { wait } from './wait.js';

/** The parts that run: what comes in, what is due, what goes out. Each finds its work in the rows by itself. */
export interface Workings {
  readonly inbox: Inbox;
  readonly engine: DeliveryEngine;
  readonly sweeper: Sweeper;
  readonly timeMachine: TimeMachine;
  stop(withinMs: number): Promise<void>;
}

/** Longest that one step of the time machine waits for its messages to go out. */
const settleMs = 60_000;

export function createWorkings(
  ports: Ports,
  clock: SchoolClock,
  platforms: Pick<Platforms, 'messengerOf' | 'load'>,
  log: Log,
  limits: Partial<Limits> = {},
): Workings {
  const instance = randomUUID();
  const engine = createDeliveryEngine({
    ports,
    messengers: platforms.messengerOf,
    instance,
    limits: limits.deliveries ?? {},
    recheck: createRecheck(ports),
    wait,
    chatGone: (row) => noteChatGone(ports, { workspaceId: row.workspaceId, chat: row.line }, row.id),
    observe(event) {
      if (event.kind === 'fault') log.error({ err: event.error }, 'a delivery could not be worked on');
      else if (event.settlement.state === 'failed' || event.settlement.state === 'unknown') {
        log.warn(
          { delivery: event.row.id, kind: event.row.kind, why: event.settlement.failure },
          'a message did not arrive',
        );
      }
    },
  });
  const inbox = createInbox({
    ports,
    async handle(inbound, { eventId }) {
      const reply = await handle(ports, inbound, eventId);
      if (inbound.kind === 'workspaceChanged') await noteWorkspace(inbound);
      return reply;
    },
    async languageOf(inbound) {
      const person = await ports.database.people.findByAccount(inbound.workspaceId, actorOf(inbound));
      return person?.language ?? languageOf(null);
    },
    instance,
    limits: limits.inbox ?? {},
    wait,
    observe(event) {
      if (event.kind === 'fault')
        log.error({ event: event.eventId, err: event.error }, 'an event could not be handled');
      else log.warn({ event: event.eventId }, event.kind === 'late' ? 'an answer came late' : 'an event was given up');
    },
  });
  async function noteWorkspace({ workspaceId: workspace, open, reason }: InboundOf<'workspaceChanged'>): Promise<void> {
    if (open) log.info({ workspace }, 'a workspace lets us in again');
    else
      log.warn(
        { workspace, reason },
        'a workspace does not let us in any more: its messages wait until it is connected again',
      );
    await platforms.load();
  }
  const plan = createPlanner(ports);
  const sweeper = createSweeper({
    ports,
    handlers: weekHandlers(ports),
    plan,
    instance,
    limits: limits.sweep ?? {},
    observe(event) {
      if (event.kind === 'fault')
        log.error({ kind: event.occurrence.kind, err: event.error }, 'due work was interrupted');
      else log.debug({ kind: event.occurrence.kind, state: event.outcome.state }, 'due work was done');
    },
  });
  const timeMachine = createTimeMachine({
    ports,
    clock,
    sweeper,
    plan,
    wait,
    async settleAll() {
      await inbox.finish();
      await engine.drain(settleMs);
    },
  });
  return {
    inbox,
    engine,
    sweeper,
    timeMachine,
    async stop(withinMs) {
      await Promise.all([inbox.stop(withinMs), engine.stop(withinMs)]);
    },
  };
}
