import type { Config } from '../config.js';
import { DatabaseProblem } from '../db/problem.js';
import { build } from './build.js';
import type { Command, CommandInput, Output, Status } from './commands/command.js';
import { handOver } from './control.js';
import { wait } from './wait.js';

/** Another command may be at work in the folder, or the program just starting: that is over soon. */
const patienceMs = 20_000;
const lookEveryMs = 500;

/**
 * Carries a command out: in the program that has the data folder, or, when nobody has it, in one that is built for the
 * command alone and never started.
 */
export async function carryOut(
  config: Config,
  name: string,
  command: Command,
  input: CommandInput,
  terminal: Output,
): Promise<Status> {
  const began = performance.now();
  for (;;) {
    const elsewhere = config.mode === 'embedded' ? await handOver(config.dataFolder, name, input, terminal) : null;
    if (elsewhere !== null) return elsewhere;
    try {
      terminal.progress('Opening the database …');
      const program = await build(quiet(config));
      try {
        return await command(program, input, terminal);
      } finally {
        await program.stop();
      }
    } catch (error) {
      const busy = error instanceof DatabaseProblem && error.code === 'in-use';
      if (!busy || performance.now() - began > patienceMs) throw error;
      terminal.progress('Waiting for another command …');
      await wait(lookEveryMs, new AbortController().signal);
    }
  }
}

/** A command speaks in sentences; the log's lines are for the running program. */
function quiet(config: Config): Config {
  return config.logLevel === 'info' ? { ...config, logLevel: 'warn' } : config;
}
