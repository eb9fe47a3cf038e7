import { askChild, type Child, startChild } from '../support/child.js';
import type { Command } from './control.js';
import type { LedgerLine } from './ledger.js';
import type { Done } from './people/context.js';
import type { Answers } from './perform.js';
import type { ProfileInput } from './profile.js';

const program = new URL('./server.ts', import.meta.url);

type AnswerTo<C extends Command> = C['do'] extends keyof Answers ? Answers[C['do']] : Done;

/** A Slack of its own, in a process of its own. */
export interface Slack extends Child<LedgerLine> {
  /** For `SLACK_API_URL`; ends with a slash. */
  readonly apiUrl: string;
  /** Does something as a person, looks, or turns a screw; throws when no Slack client would let a person do it. */
  ask<C extends Command>(command: C): Promise<AnswerTo<C>>;
}

export async function startSlack(profile: ProfileInput, ledgerPath: string): Promise<Slack> {
  const child = await startChild<LedgerLine>(program, profile, ledgerPath);
  return {
    ...child,
    apiUrl: `${child.url}/api/`,
    ask: async <C extends Command>(command: C) => (await askChild(child.url, command)) as AnswerTo<C>,
  };
}
