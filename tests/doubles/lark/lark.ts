import { askChild, type Child, startChild } from '../support/child.js';
import type { Command } from './control.js';
import type { LedgerLine } from './ledger.js';
import type { Done } from './people/context.js';
import type { Answers } from './perform.js';
import type { ProfileInput } from './profile.js';

const program = new URL('./server.ts', import.meta.url);

type AnswerTo<C extends Command> = C['do'] extends keyof Answers ? Answers[C['do']] : Done;

/** A Feishu of its own, in a process of its own. */
export interface Lark extends Child<LedgerLine> {
  /** For `LARK_DOMAIN`; without a slash at the end. */
  readonly url: string;
  /** Does something as a person, looks, or turns a screw; throws when no client of Feishu would let a person do it. */
  ask<C extends Command>(command: C): Promise<AnswerTo<C>>;
}

export async function startLark(profile: ProfileInput, ledgerPath: string): Promise<Lark> {
  const child = await startChild<LedgerLine>(program, profile, ledgerPath);
  return {
    ...child,
    ask: async <C extends Command>(command: C) => (await askChild(child.url, command)) as AnswerTo<C>,
  };
}
