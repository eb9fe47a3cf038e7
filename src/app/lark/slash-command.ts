import { alignCommands } from '../../bots/lark/commands.js';
import type { AppCredentials } from '../../bots/lark/host.js';
import type { WebApi } from '../../bots/lark/web-api.js';
import { say } from '../../core/language/say.js';
import type { Log } from '../log.js';

/** `/gongyu` in the list that opens at "/", where Feishu's clients have it. Everything can be said without it. */
export interface SlashCommand {
  /** Once for each app in the life of this process; an app that may not is left alone. */
  offer(apps: readonly AppCredentials[]): Promise<void>;
}

export function createSlashCommand(api: WebApi, log: Log): SlashCommand {
  const offered = new Set<string>();
  const description = { 'zh-CN': say('zh-CN', 'lark.command'), 'en-US': say('en-US', 'lark.command') };
  return {
    async offer(apps) {
      for (const app of apps.filter((one) => !offered.has(one.appId))) {
        offered.add(app.appId);
        await alignCommands(api, app, [{ command: 'gongyu', description }]).catch((error: unknown) => {
          const why = error instanceof Error ? error.message : 'unknown';
          log.debug({ app: app.appId, why }, 'Feishu did not take /gongyu into its list of commands');
        });
      }
    },
  };
}
