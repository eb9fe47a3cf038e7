import type { Command as Words } from 'commander';
import { z } from 'zod';
import type { Config } from '../config.js';
import type { CommandInput } from './commands/command.js';
import type { CommandName } from './commands/table.js';
import { Unsuitable } from './complaint.js';
import { readHidden, type Source } from './hidden-lines.js';
import { requireLark } from './lark/required.js';
import type { Sink } from './terminal.js';

interface Streams {
  readonly stdin: Source;
  readonly stderr: Sink;
}

type Hand = (name: CommandName, input: CommandInput) => Promise<void>;

/** `gongyu feishu …`: the self-built apps beside the one of the environment. */
export function describeFeishu(words: Words, streams: Streams, readConfig: () => Config, hand: Hand): void {
  const handOver: Hand = (name, input) => {
    // Before a database is opened for nothing.
    requireLark(readConfig());
    return hand(name, input);
  };
  const feishu = words
    .command('feishu')
    .description(
      'The Feishu apps beside the one of LARK_APP_ID: one for each further school with a Feishu of its own.',
    );

  feishu
    .command('add')
    .description('Adds an app after asking Feishu about it; adding it again replaces its secrets.')
    .argument('<app-id>', 'App ID (cli_…) from the console, 凭证与基础信息')
    .option('--school <name>', 'whose it is, of several schools')
    .addHelpText(
      'after',
      `
Its App Secret, Encrypt Key and Verification Token are asked for and not shown. From a script they come on standard input,
a line each in this order, or as {"appSecret": …, "encryptKey": …, "verificationToken": …}. With a long connection the
last two may be left out.`,
    )
    .action(async (appId: string, { school }: { readonly school?: string }) => {
      const own = requireLark(readConfig()).appId === appId;
      const secrets = own ? noSecrets : await askSecrets(streams);
      await handOver('feishu add', { appId, school: school ?? null, ...secrets });
    });

  feishu
    .command('list')
    .description('The apps, whose each is, and whether it is open.')
    .option('--json', 'print a list for a script')
    .action(({ json = false }: { readonly json?: boolean }) => handOver('feishu list', { json }));

  feishu
    .command('remove')
    .description('Takes an added app out and forgets its secrets; what its people are written waits.')
    .argument('<app-id>', 'App ID (cli_…), as the list shows it')
    .action((appId: string) => handOver('feishu remove', { appId }));
}

interface Secrets {
  readonly [name: string]: string | null;
  readonly appSecret: string | null;
  readonly encryptKey: string | null;
  readonly verificationToken: string | null;
}

const noSecrets: Secrets = { appSecret: null, encryptKey: null, verificationToken: null };
const questions = [
  'App Secret (凭证与基础信息)',
  'Encrypt Key (事件与回调 › 加密策略; empty with a long connection)',
  'Verification Token (the same place; empty with a long connection)',
];
const secretsSchema = z.object({
  appSecret: z.string(),
  encryptKey: z.string().nullable().default(null),
  verificationToken: z.string().nullable().default(null),
});

async function askSecrets({ stdin, stderr }: Streams): Promise<Secrets> {
  const lines = await readHidden(stdin, stderr, questions);
  if (lines === null) throw new Unsuitable('Nothing was changed.');
  const [appSecret = '', encryptKey = '', verificationToken = ''] = lines.map((one) => one.trim());
  if (appSecret.startsWith('{')) return readJson(lines.join('\n'));
  return { appSecret: appSecret || null, encryptKey: encryptKey || null, verificationToken: verificationToken || null };
}

function readJson(text: string): Secrets {
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch {
    throw new Unsuitable(
      'What came on standard input is not {"appSecret": …, "encryptKey": …, "verificationToken": …}.',
    );
  }
}
