import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { pino } from 'pino';
import { build } from '../../src/app/build.js';
import type { Overrides, Program } from '../../src/app/program.js';
import { wait } from '../../src/app/wait.js';
import { readConfig } from '../../src/config.js';
import { instantAt, type LocalDate } from '../../src/core/calendar/local-date.js';
import { approveDigest } from '../../src/core/digests/approve.js';
import { actionsOf, type Card } from '../../src/core/message/card.js';
import type { Inbound } from '../../src/core/message/inbound.js';
import type { Capabilities } from '../../src/core/ports/messenger.js';
import { loadSchool, todayIn } from '../../src/core/school/school.js';
import { createHttpMessenger } from '../doubles/http-messenger.js';
import { tell } from './kill-loop.js';
import { principalAccount, workspaceId } from './week-school.js';
import { type WeekStep, weekSteps } from './week-script.js';

// The whole program, as `main` builds it, in a week in which it is killed again and again. People go on with the week where
// they were; what the program acknowledged stands in a file of its own, and what it did not they say and press again.

export interface WeekInput {
  readonly environment: Readonly<Record<string, string>>;
  /** Machine time is the computer's, moved to the beginning of the week. */
  readonly machineShiftMs: number;
  readonly platform: string;
  readonly personality: 'key' | 'readBack';
  readonly quarantineMs: number;
  readonly acks: string;
  readonly overrides: Pick<Overrides, 'queuePrefix' | 'limits'>;
}

const never = new AbortController().signal;
const pollMs = 50;
/** Messages leave one after the other, so that a kill meets them at every stage. */
const pacing = { perChatMs: 0, perWorkspacePerSecond: 80 };

process.on('disconnect', () => process.exit());
const go = once(process, 'message');
tell({ kind: 'loaded' });
const [input] = (await go) as [WeekInput];

const fault = (error: unknown) =>
  tell({ kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
process.on('unhandledRejection', fault);
/** Whatever the program reports as an error is one: nothing that a kill leaves behind may look broken. */
const log = pino({ level: 'error', base: null }, { write: (line: string) => fault(line) });

const repeat: Capabilities['repeat'] =
  input.personality === 'key'
    ? { by: 'key', withinMs: 3_600_000 }
    : { by: 'readBack', quarantineMs: input.quarantineMs };
const messenger = createHttpMessenger(
  input.platform,
  { repeat, forms: 'whole', maxButtons: 5, circulars: null, pacing },
  700,
);
const program = await build(readConfig({ ...input.environment }), {
  ...input.overrides,
  messengers: [messenger],
  machine: () => new Date(Date.now() + input.machineShiftMs),
  fsync: false,
  tickMs: { due: 500, deliver: 500, inbound: 500 },
  onFatal: fault,
  announce: () => {},
  log,
});
const { prisma } = program.database;
await program.start('all');
tell({ kind: 'open' });

const acks = new Set(existsSync(input.acks) ? readFileSync(input.acks, 'utf8').split('\n').filter(Boolean) : []);
for (const [index, step] of weekSteps.entries()) {
  if (acks.has(String(index))) continue;
  await perform(program, step, `step-${index}`);
  appendFileSync(input.acks, `${index}\n`);
}
for (;;) {
  if (await program.settle(30_000)) break;
}
tell({ kind: 'drained' });

async function perform({ timeMachine, ports }: Program, step: WeekStep, key: string): Promise<void> {
  switch (step.kind) {
    case 'to': {
      const [on = '', time = ''] = step.at.split('T');
      return timeMachine.advanceTo(instantAt(on as LocalDate, time, 'Asia/Shanghai'));
    }
    case 'says':
      return receive({ ...from(step.account), key, kind: 'said', text: step.text });
    case 'presses': {
      const token = await buttonOf(step.account, step.message, step.button);
      return receive({ ...from(step.account), key, kind: 'pressed', token });
    }
    case 'approves': {
      const [record] = await ports.database.schools.list();
      const person = await ports.database.people.findByAccount(workspaceId, principalAccount);
      if (!record || !person) throw new Error('The school has no principal.');
      const school = await loadSchool(ports.database, record.id);
      const roles = await ports.database.people.rolesAt(school.id, person.id, todayIn(school, ports.clock.school()));
      for (const name of step.classNames) {
        const { id: classId } = await prisma.schoolClass.findFirstOrThrow({ where: { name } });
        for (const { id } of await prisma.digest.findMany({ where: { classId }, orderBy: { audience: 'asc' } })) {
          await approveDigest(ports, { school, person, roles, digestId: id });
        }
      }
      return;
    }
    default:
      return step satisfies never;
  }
}

function from(account: string) {
  return {
    workspaceId,
    actor: { externalId: account },
    chat: { externalId: `direct-${account}`, kind: 'direct' as const },
  };
}

/** A platform sends an event until it hears that it arrived; then people wait for what comes of it. */
async function receive(inbound: Inbound): Promise<void> {
  for (;;) {
    const arrived = await program.receive(inbound).then(
      () => true,
      () => false,
    );
    if (arrived) break;
    await wait(pollMs, never);
  }
  const where = { key: inbound.key, state: 'received' };
  while ((await prisma.inboundEvent.count({ where })) > 0) await wait(pollMs, never);
}

/** Nobody presses what has not appeared. */
async function buttonOf(account: string, kind: string, label: RegExp): Promise<string> {
  for (;;) {
    const where = { chat: `@${account}`, kind, state: 'sent' };
    const newest = await prisma.delivery.findFirst({ where, orderBy: { seq: 'desc' } });
    if (newest) {
      const button = actionsOf(newest.card as unknown as Card).find(
        (action) => action.kind === 'button' && label.test(action.label),
      );
      if (!button) throw new Error(`${kind} has no button ${label}.`);
      return button.token;
    }
    await wait(pollMs, never);
  }
}
