import type { Command, Verb } from '../../commands/verb.js';
import type { Turn } from '../../inbox/turn.js';
import type { Reply } from '../../message/reply.js';
import { bindVerb, unbindVerb } from './bind.js';
import { showDigests } from './digest.js';
import { help } from './help.js';
import { linkAgain } from './link.js';
import { points, undo } from './points.js';
import { report } from './report.js';
import { showSettings } from './settings.js';
import { unlinkVerb } from './unlink.js';
import { showWeek } from './week.js';
import { why } from './why.js';

/** Carries a verb out; `rest` is what followed it. A new verb is one word in commands/verb.ts, one file, one line here. */
type RunVerb = (turn: Turn, rest: string) => Promise<Reply>;

const run: Readonly<Record<Verb, RunVerb>> = {
  help,
  link: linkAgain,
  unlink: unlinkVerb,
  points,
  undo,
  week: showWeek,
  report,
  digest: showDigests,
  bind: bindVerb,
  unbind: unbindVerb,
  why,
  settings: showSettings,
};

export function runVerb(turn: Turn, command: Command): Promise<Reply> {
  return run[command.verb](turn, command.rest);
}
