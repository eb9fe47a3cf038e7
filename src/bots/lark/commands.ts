import type { AppCredentials } from './host.js';
import type { ListedCommand, SlashCommand, WebApi } from './web-api.js';

type CommandCalls = Pick<WebApi, 'slashCommands' | 'createSlashCommand' | 'changeSlashCommand'>;

/**
 * Makes the list that opens at "/" say what it should: what is missing is added, what says something else is changed, what
 * somebody else put there stays. Picking an entry writes its word, so without the list the words are still understood.
 * @returns how many entries were written.
 * @throws DeliveryError
 */
export async function alignCommands(
  api: CommandCalls,
  app: AppCredentials,
  wanted: readonly SlashCommand[],
): Promise<number> {
  const listed = await api.slashCommands(app);
  let written = 0;
  for (const command of wanted) {
    const known = listed.find((one) => one.command === command.command);
    if (known && saysTheSame(known, command)) continue;
    if (known) await api.changeSlashCommand(app, known.id, command);
    else await api.createSlashCommand(app, command);
    written += 1;
  }
  return written;
}

function saysTheSame(known: ListedCommand, wanted: SlashCommand): boolean {
  return (
    known.description['zh-CN'] === wanted.description['zh-CN'] &&
    known.description['en-US'] === wanted.description['en-US']
  );
}
