import type { Server } from 'node:net';
import type { Config } from '../../config.js';
import { languages } from '../../core/language/language.js';
import { complaintOf, Unsuitable } from '../complaint.js';
import { openConfigured } from '../database.js';
import { createLog } from '../log.js';
import { operatorLanguage } from '../operator-language.js';
import type { Program, Role } from '../program.js';
import type { CommandInput, Output, Status } from './command.js';

/** Longest that stopping may take; then the rest is left to the next start, which finds everything in the database. */
const stopWithinMs = 25_000;

/** Runs Gongyu until it is asked to stop. */
export async function runProgram(config: Config, role: Role, output: Output): Promise<Status> {
  if (role !== 'all' && config.mode === 'embedded') {
    throw new Unsuitable(
      'The embedded database belongs to one process, which does everything. For --role web and --role worker set DATABASE_URL.',
    );
  }
  output.progress('Starting …');
  const program = await buildWhileOpening(config);
  let control: Server | null = null;
  try {
    const { url } = await program.start(role);
    if (config.mode === 'embedded') control = await listenFor(program);
    output.line(url === null ? 'Gongyu is working.' : `Gongyu is ready: ${url}`);
    await asked();
    output.progress('Stopping …');
  } finally {
    control?.close();
    const late = setTimeout(() => process.exit(0), stopWithinMs);
    await program.stop();
    clearTimeout(late);
  }
  return 0;
}

/** The database starts in a thread of its own; it takes about as long as loading what is built on it. */
async function buildWhileOpening(config: Config): Promise<Program> {
  const log = createLog(config.logLevel);
  const opening = openConfigured(config, {}, (line) => log.info(line));
  // Whoever builds awaits it; nobody else should hear of it.
  opening.catch(() => {});
  const { build } = await import('../build.js');
  return build(config, { log, opening });
}

async function listenFor(program: Program): Promise<Server> {
  const { listenForCommands } = await import('../control.js');
  return listenForCommands(program.config.dataFolder, await carryOutFor(program));
}

/** What another process asks for over the socket, carried out here. */
export async function carryOutFor(program: Program) {
  const { commands, isCommandName } = await import('./table.js');
  return async (name: string, input: CommandInput, output: Output): Promise<Status> => {
    if (!isCommandName(name)) {
      output.complain('The running program does not know this command: it is of another version. Restart it.');
      return 1;
    }
    try {
      return await commands[name](program, input, output);
    } catch (error) {
      const language = languages.find((one) => one === input['language']) ?? operatorLanguage();
      output.complain(complaintOf(error, language));
      return 1;
    }
  };
}

/** Until the first signal; at the second the process ends at once, as a kill would end it. */
function asked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve();
      });
    }
  });
}
