import { z } from 'zod';
import type { SlashCommand } from '../state.js';
import { type Api, api, LarkError, pageOf, whole } from './method.js';

const description = z.strictObject({
  default_value: z.string(),
  i18n: z.partialRecord(z.enum(['zh_cn', 'en_us']), z.string()).optional(),
});
const icon = z.strictObject({ icon_key: z.string() });
const command = z.string().regex(/^[^/\s][^\s]*$/, 'a command has no leading stroke and no blank');
const mostCommands = 100;
const granted = 1;
const reading = ['application:app_slash_command:read', 'application:app_slash_command:write'];
const writing = ['application:app_slash_command:write'];

/** What an app asks about itself. */
export const appApis: readonly Api[] = [
  api({
    name: 'bot.info',
    verb: 'GET',
    path: 'bot/v3/info',
    billed: false,
    run({ app }) {
      const bot = {
        activate_status: app.active ? 2 : 1,
        app_name: app.name,
        avatar_url: 'https://double.invalid/avatar.png',
        ip_white_list: [],
        open_id: app.botOpenId,
      };
      return { whole: { bot }, msg: 'ok' };
    },
  }),
  api({
    name: 'scopes.list',
    verb: 'GET',
    path: 'application/v6/scopes',
    billed: false,
    run({ app }) {
      return {
        data: { scopes: app.scopes.map((scope_name) => ({ scope_name, scope_type: 'tenant', grant_status: 1 })) },
      };
    },
  }),
  api({
    name: 'application.scope.list',
    verb: 'GET',
    path: 'application/v6/scopes',
    billed: false,
    run({ app }) {
      return { data: { scopes: app.scopes.map((scope_name) => ({ scope_name, grant_status: granted })) } };
    },
  }),
  api({
    name: 'slash.list',
    verb: 'GET',
    path: 'application/v7/app_slash_commands',
    scopes: reading,
    query: { page_size: whole.min(1).max(100).optional(), page_token: z.string().optional() },
    run({ world, app, query }) {
      const { items, ...page } = pageOf(world, [...app.slashCommands.values()], query);
      return { data: { items: items.map(wireCommand), ...page } };
    },
  }),
  api({
    name: 'slash.create',
    verb: 'POST',
    path: 'application/v7/app_slash_commands',
    scopes: writing,
    body: { command, description, icon: icon.optional() },
    run({ world, app, body }) {
      const all = [...app.slashCommands.values()];
      if (all.some((one) => one.command === body.command)) throw new LarkError(40000000, 'command_already_exists');
      if (all.length >= mostCommands) throw new LarkError(40000000, 'too many commands');
      const made: SlashCommand = { id: world.id('sc_'), ...body };
      app.slashCommands.set(made.id, made);
      return { data: { command_id: made.id } };
    },
  }),
  api({
    name: 'slash.patch',
    verb: 'PATCH',
    path: 'application/v7/app_slash_commands/:command_id',
    scopes: writing,
    params: { command_id: z.string() },
    body: { command: command.optional(), description: description.optional(), icon: icon.optional() },
    run({ app, params, body }) {
      const known = app.slashCommands.get(params.command_id);
      if (!known) throw new LarkError(40000000, 'command_not_found');
      Object.assign(known, body);
      return {};
    },
  }),
  api({
    name: 'slash.delete',
    verb: 'DELETE',
    path: 'application/v7/app_slash_commands/:command_id',
    scopes: writing,
    params: { command_id: z.string() },
    run({ app, params }) {
      if (!app.slashCommands.delete(params.command_id)) throw new LarkError(40000000, 'command_not_found');
      return {};
    },
  }),
];

const wireCommand = ({ id, ...rest }: SlashCommand) => ({ command_id: id, ...rest });
