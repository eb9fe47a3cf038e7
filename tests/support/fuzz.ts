import type { FormView } from '../../src/core/forms/view.js';
import { notice } from '../../src/core/message/card.js';
import type { Inbound } from '../../src/core/message/inbound.js';
import type { Reply } from '../../src/core/message/reply.js';

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
  /** Whether something ordinary is taken at the end. */
  readonly alive: boolean;
}

/** A real door, intake, inbox and database, under bodies that are signed and wrong. */
export interface Fuzzed {
  /** Posts the body of this number. */
  post(number: number): {
    readonly what: string;
    readonly body: Buffer;
    readonly answer: Promise<{ readonly status: number; readonly text: string; readonly afterMs: number }>;
  };
  /** Answers are given after the acknowledgement: they are waited for, so that they do not pile up. */
  settle(): Promise<void>;
  /** Whether something ordinary is taken and answered. */
  alive(): Promise<boolean>;
  readonly faults: readonly unknown[];
  readonly problems: readonly unknown[];
  readonly effects: readonly unknown[];
  stored(): Promise<readonly { readonly state: string }[]>;
}

/** Statuses besides 200; 503 is declared, but not while everything can be stored. */
export async function fuzz(fuzzed: Fuzzed, bodies: number, declared: readonly number[]): Promise<FuzzReport> {
  const statuses: Record<string, number> = {};
  const took: number[] = [];
  const wrong: string[] = [];
  let next = 0;

  async function connection(until: number): Promise<void> {
    while (next < until) {
      const number = next++;
      const { what, body, answer } = fuzzed.post(number);
      try {
        const { status, afterMs, text } = await answer;
        statuses[status] = (statuses[status] ?? 0) + 1;
        took.push(afterMs);
        if (status !== 200 && !declared.includes(status)) {
          wrong.push(`${number} ${what}: ${status} ${text} ${body.toString().slice(0, 2_000)}`);
        }
      } catch (error) {
        wrong.push(`${number} ${what}: ${String(error)} ${body.toString().slice(0, 2_000)}`);
      }
    }
  }

  while (next < bodies) {
    const until = Math.min(bodies, next + 500);
    await Promise.all(Array.from({ length: 8 }, () => connection(until)));
    await fuzzed.settle();
  }
  const alive = await fuzzed.alive();
  took.sort((one, other) => one - other);
  const at = (share: number) => Math.round((took[Math.floor(took.length * share)] ?? 0) * 10) / 10;
  return {
    bodies,
    statuses,
    took: { p50Ms: at(0.5), p99Ms: at(0.99) },
    wrong,
    faults: [...fuzzed.faults, ...fuzzed.problems],
    unfinished: (await fuzzed.stored()).filter(({ state }) => state !== 'done').length,
    effects: fuzzed.effects.length,
    alive,
  };
}

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

/** Every kind of reply in turn; to "alive?" a card that says yes. */
export function createAnswers(): (inbound: Inbound) => Promise<Reply> {
  let answers = 0;
  return async (inbound) =>
    'text' in inbound && inbound.text === 'alive?'
      ? { card: notice('yes') }
      : (replies[answers++ % replies.length] ?? {});
}
