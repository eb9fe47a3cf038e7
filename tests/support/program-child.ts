import { build } from '../../src/app/build.js';
import { type Role, roles } from '../../src/app/program.js';
import { readConfig } from '../../src/config.js';

export interface ChildOptions {
  readonly role: Role;
  /** The machine's clock: it showed `from` when the real one showed `began`, in milliseconds. */
  readonly from: number;
  readonly began: number;
  /**
   * Ends as by SIGKILL once so many messages have gone out, before that is written down: the moment at which most can be
   * lost or doubled.
   */
  readonly dieAfter?: number;
}

// The whole program in a process of its own, with the clock that a test gives it. It tells its address when it is ready,
// ends when it is told to, and does not outlive its test.
const { role, from, began, dieAfter = Number.POSITIVE_INFINITY } = JSON.parse(process.argv[2] ?? '{}') as ChildOptions;
if (!roles.includes(role) || !process.send) throw new Error('program-child is started by a test, with its options.');
process.on('disconnect', () => process.exit());
const program = await build(readConfig(), {
  machine: () => new Date(from + Date.now() - began),
  fsync: false,
  tickMs: { due: 500, deliver: 500, inbound: 500 },
});
const { deliveries } = program.ports.database;
const settle = deliveries.settle;
let sent = 0;
Object.assign(deliveries, {
  settle(settlements: Parameters<typeof settle>[0]) {
    sent += settlements.length;
    if (sent >= dieAfter) process.kill(process.pid, 'SIGKILL');
    return settle(settlements);
  },
});
const { url } = await program.start(role);
process.on('message', () => program.stop().then(() => process.disconnect()));
process.send({ url });
