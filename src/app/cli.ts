import { readFileSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CommanderError, InvalidArgumentError, Option, Command as Words } from 'commander';
import { readConfig } from '../config.js';
import { type Language, languageOf, languages } from '../core/language/language.js';
import type { CommandInput, Output, Status } from './commands/command.js';
import type { CommandName } from './commands/table.js';
import { complaintOf } from './complaint.js';
import { describeFeishu } from './feishu-words.js';
import type { Source } from './hidden-lines.js';
import { operatorLanguage } from './operator-language.js';
import { type Role, roles } from './program.js';
import { createTerminal, type Sink } from './terminal.js';

/** Where a command is typed: the process's own streams, or a test's. */
export interface Streams {
  readonly stdin: Source;
  readonly stdout: Sink;
  readonly stderr: Sink;
}

// Each command loads what it needs when it is asked for: --help answers at once, and the database opens while the rest loads.

/** @returns the exit status: 0 done, 1 not done, 2 the words of the command are off. */
export async function runCli(argv: readonly string[], streams: Streams = process): Promise<Status> {
  const terminal = createTerminal(streams.stdout, streams.stderr);
  let status: Status = 0;
  const words = describe(terminal, streams, (ended) => {
    status = ended;
  });
  const output = {
    writeOut: (text: string) => streams.stdout.write(text),
    writeErr: (text: string) => streams.stderr.write(text),
  };
  for (const one of everyCommand(words)) one.configureOutput(output);
  try {
    await words.parseAsync([...argv]);
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    terminal.complain(complaintOf(error, operatorLanguage()));
    return 1;
  }
}

function everyCommand(words: Words): readonly Words[] {
  return [words, ...words.commands.flatMap(everyCommand)];
}

interface Shared {
  readonly lang?: Language;
  readonly json?: boolean;
}

/** The words of every command. What each does stands in a file of its own. */
function describe(terminal: Output, streams: Streams, ended: (status: Status) => void): Words {
  const words = new Words('gongyu')
    .description('Gongyu 共育: carries the weekly routine of a school in the messengers its people already use.')
    .version(version())
    .exitOverride()
    .showHelpAfterError('(gongyu <command> --help says more)')
    .addHelpText('after', '\nSettings are variables of the environment; .env.example explains each.');

  const hand = async (
    name: CommandName,
    input: CommandInput,
    config = readConfig(),
    afterwards = '',
  ): Promise<void> => {
    const [{ carryOut }, { commands }] = await Promise.all([import('./carry-out.js'), import('./commands/table.js')]);
    const status = await carryOut(config, name, commands[name], input, terminal);
    if (status === 0 && afterwards !== '') terminal.line(afterwards);
    ended(status);
  };
  const withLanguage = (command: Words) =>
    command.option('--lang <language>', 'language of what is printed: zh-CN or en-US', parseLanguage);
  const languageFor = ({ lang }: Shared) => lang ?? operatorLanguage();

  words
    .command('start')
    .description('Runs Gongyu until it is stopped (Ctrl+C). The first start makes the database.')
    .addOption(new Option('--role <role>', 'what this process does, on a server').choices([...roles]).default('all'))
    .option('--port <number>', 'the port that listens, instead of PORT', parsePort)
    .action(async ({ role, port }: { readonly role: Role; readonly port?: number }) => {
      const config = readConfig();
      const { runProgram } = await import('./commands/start.js');
      ended(await runProgram(port === undefined ? config : { ...config, port }, role, terminal));
    });

  words
    .command('migrate')
    .description('Brings the database to this version. On a server, before its processes start.')
    .action(async () => {
      const config = readConfig();
      // In embedded mode the running program has done it; on a server nobody else is asked.
      if (config.mode === 'embedded') await hand('migrate', {}, config);
      else ended(await (await import('./commands/migrate.js')).migrateDatabase(config, terminal));
    });

  withLanguage(words.command('import'))
    .description(
      'Imports a roster: pupils, families, staff. All of the file or nothing of it; the same file twice changes nothing.',
    )
    .argument('<file>', 'roster as .xlsx or .csv, as the school has it')
    .option('--school <name>', 'what a new school is called; later, which of several is meant')
    .option('--new-school', 'the school of this name is another one than those that are there')
    .option('--dry-run', 'say what would change, and write nothing')
    .option('--zone <zone>', 'time zone of a new school, such as America/New_York (a Chinese roster: Asia/Shanghai)')
    .option(
      '--calendar <country>',
      'whose public holidays a new school has, such as US or US-CA (a Chinese roster: CN)',
    )
    .option('--term <days>', 'the term, such as 2026-09-01..2027-01-20; a usual one is taken unless said')
    .option('--accept <keys>', 'answer questions of an earlier run with yes: their keys, with commas, or all')
    .option('--end-leavers', 'pupils of the classes in the file who are not in it have left')
    .option('--join-siblings', 'a guardian known from another child by name and number is the same person here')
    .option('--json', 'print the report for a script')
    .action(async (file: string, options: ImportOptions) => {
      // Before the database is opened for nothing.
      await access(file);
      await hand('import', {
        file: resolve(file),
        school: options.school ?? null,
        newSchool: options.newSchool ?? false,
        dryRun: options.dryRun ?? false,
        zone: options.zone ?? null,
        calendar: options.calendar ?? null,
        term: options.term ?? null,
        accept: options.accept ?? null,
        leavers: options.endLeavers ? 'end' : 'keep',
        siblings: options.joinSiblings ? 'join' : 'separate',
        language: languageFor(options),
        json: options.json ?? false,
      });
    });

  words
    .command('demo')
    .description('Fills an empty data folder with a made-up school: four classes, three weeks of history.')
    .option('--lang <language>', 'language of the school: zh-CN or en-US', parseLanguage)
    .option('--folder <folder>', 'a folder of its own, instead of GONGYU_DATA')
    .action(async ({ lang, folder }: { readonly lang?: Language; readonly folder?: string }) => {
      const config = readConfig();
      const language = lang ?? operatorLanguage();
      const own = folder === undefined ? config : { ...config, dataFolder: resolve(folder) };
      const start = `Start it: ${folder === undefined ? '' : `GONGYU_DATA=${folder} `}npm start`;
      await hand('demo', { language, calendar: language === 'zh-CN' ? 'CN' : 'US' }, own, start);
    });

  withLanguage(words.command('invite'))
    .description('Prints codes that let people in: one adult each, once. Nobody who has an account gets one.')
    .option('--admin', 'one code for an administrator, valid for 24 hours')
    .option('--staff', 'only the staff')
    .option('--class <name>', 'only the guardians of one class')
    .option('--school <name>', 'which of several schools')
    .addOption(new Option('--csv', 'print a table for a spreadsheet').conflicts('json'))
    .option('--json', 'print a list for a script')
    .action(async (options: InviteOptions) =>
      hand('invite', {
        admin: options.admin ?? false,
        staff: options.staff ?? false,
        class: options.class ?? null,
        school: options.school ?? null,
        format: options.json ? 'json' : options.csv ? 'csv' : 'text',
        language: languageFor(options),
      }),
    );

  describeFeishu(words, streams, readConfig, (name, input) => hand(name, input));

  words
    .command('backup')
    .description('Copies the embedded database into the data folder, while it is in use. The newest 14 are kept.')
    .action(async () => hand('backup', {}));

  words
    .command('restore')
    .description('Puts a backup in the place of the embedded database. The program has to be stopped.')
    .argument('<file>', 'a backup: …/backups/gongyu-….tar.gz, with its note beside it')
    .action(async (file: string) => {
      const { restoreBackup } = await import('./commands/restore.js');
      ended(await restoreBackup(readConfig(), resolve(file), new Date(), terminal));
    });

  words
    .command('doctor')
    .description(
      'Looks at configuration, database, queue, backups, Slack, Feishu, calendar and people, and says what to do.',
    )
    .option('--json', 'print the findings for a script')
    .action(async ({ json = false }: Shared) => {
      const { runDoctor } = await import('./commands/doctor.js');
      ended(await runDoctor(readConfig, json, terminal));
    });

  return words;
}

interface ImportOptions extends Shared {
  readonly school?: string;
  readonly newSchool?: boolean;
  readonly dryRun?: boolean;
  readonly zone?: string;
  readonly calendar?: string;
  readonly term?: string;
  readonly accept?: string;
  readonly endLeavers?: boolean;
  readonly joinSiblings?: boolean;
}

interface InviteOptions extends Shared {
  readonly admin?: boolean;
  readonly staff?: boolean;
  readonly class?: string;
  readonly school?: string;
  readonly csv?: boolean;
}

function parseLanguage(text: string): Language {
  const language = languageOf(text.replace('_', '-'));
  if (text.slice(0, 2).toLowerCase() === language.slice(0, 2)) return language;
  throw new InvalidArgumentError(`It is one of: ${languages.join(', ')}.`);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

function version(): string {
  const manifest: { readonly version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return manifest.version;
}
