import type { FormView } from '../../src/core/forms/view.js';
import { notice } from '../../src/core/message/card.js';
import type { Inbound } from '../../src/core/message/inbound.js';
import type { Reply } from '../../src/core/message/reply.js';
import { serveWithInbox } from '../bots/slack/with-inbox.js';
import { createRandom } from './random.js';
import { createMutants } from './slack-mutants.js';
import { command } from './slack-payloads.js';

export interface FuzzReport {
  readonly bodies: number;
  /** How often each status was given. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly took: { readonly p50Ms: number; readonly p99Ms: number };
  /** What should never be: another status than those that are declared, a broken connection. */
  readonly wrong: readonly string[];
  /** What the program found out of order with itself. */
  readonly faults: readonly unknown[];
  readonly unfinished: number;
  readonly effects: number;
  /** Whether an ordinary command is taken at the end. */
  readonly alive: boolean;
}

/** Taken, or refused as unreadable, too large or packed. 503 is declared, but not while everything can be stored. */
const declared = new Set([200, 400, 413, 415]);
const connections = 8;

const open: FormView = {
  session: 's-1',
  title: 'A form',
  submit: 'Send',
  fields: [{ id: 'note', label: 'Note', required: false, kind: 'text', long: false, maxLength: 100, value: '' }],
};
const replies: readonly Reply[] = [
  {},
  { toast: 'done' },
  { card: notice('done') },
  { open },
  { errors: { note: 'too short', elsewhere: 'unheard of' } },
];

/** The real door, intake, inbox and database, under bodies that are signed and wrong. */
export async function fuzzSlack(bodies: number, seed: number): Promise<FuzzReport> {
  let answers = 0;
  const answer = async (inbound: Inbound): Promise<Reply> =>
    'text' in inbound && inbound.text === 'alive?'
      ? { card: notice('yes') }
      : (replies[answers++ % replies.length] ?? {});
  const served = await serveWithInbox(answer);
  const make = createMutants(createRandom(seed), served.edge.hook);
  const statuses: Record<string, number> = {};
  const took: number[] = [];
  const wrong: string[] = [];
  let next = 0;

  async function connection(until: number): Promise<void> {
    while (next < until) {
      const number = next++;
      const { what, body, contentType } = make(number);
      try {
        const { status, afterMs, text } = await served.post(body, { contentType });
        statuses[status] = (statuses[status] ?? 0) + 1;
        took.push(afterMs);
        if (!declared.has(status))
          wrong.push(`${number} ${what}: ${status} ${text} ${body.toString().slice(0, 2_000)}`);
      } catch (error) {
        wrong.push(`${number} ${what}: ${String(error)} ${body.toString().slice(0, 2_000)}`);
      }
    }
  }

  try {
    while (next < bodies) {
      const until = Math.min(bodies, next + 500);
      await Promise.all(Array.from({ length: connections }, () => connection(until)));
      // Answers are given after the acknowledgement: they are waited for, so that they do not pile up.
      await served.slack.close();
      served.edge.forget();
    }
    const { status } = await served.push(command('alive?', { response_url: served.edge.hook('alive') }));
    await served.edge.until(({ path }) => path === '/hooks/alive');
    took.sort((one, other) => one - other);
    const at = (share: number) => Math.round((took[Math.floor(took.length * share)] ?? 0) * 10) / 10;
    return {
      bodies,
      statuses,
      took: { p50Ms: at(0.5), p99Ms: at(0.99) },
      wrong,
      faults: [...served.faults, ...served.problems],
      unfinished: (await served.stored()).filter(({ state }) => state !== 'done').length,
      effects: served.effects.length,
      alive: status === 200,
    };
  } finally {
    await served.close();
  }
}
