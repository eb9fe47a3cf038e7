import { z } from 'zod';
import { botUser } from './access.js';
import { type Method, method, SlackError, tier } from './method.js';

/** What the app may ask about itself and where it is. */
export function appMethods(openSocket: () => string): Readonly<Record<string, Method>> {
  return {
    'auth.test': method({
      perMinute: tier.special,
      args: {},
      run({ world, workspace }) {
        return {
          url: `https://${workspace.domain}.slack.com/`,
          team: workspace.name,
          team_id: workspace.id,
          user: world.profile.app.name,
          user_id: workspace.botUserId,
          bot_id: workspace.botId,
          is_enterprise_install: false,
        };
      },
    }),
    'team.info': method({
      perMinute: tier.three,
      scopes: ['team:read'],
      args: { team: z.string().optional() },
      run({ workspace, args }) {
        if (args.team !== undefined && args.team !== workspace.id) throw new SlackError('team_not_found');
        const { id, name, domain } = workspace;
        return { team: { id, name, domain, email_domain: '', icon: { image_default: true } } };
      },
    }),
    'bots.info': method({
      perMinute: tier.three,
      scopes: ['users:read'],
      args: { bot: z.string().optional() },
      run({ world, workspace, args }) {
        if (args.bot !== undefined && args.bot !== workspace.botId) throw new SlackError('bot_not_found');
        const { id, updated, deleted } = { ...botUser(workspace), id: workspace.botId };
        const { app } = world.profile;
        return {
          bot: { id, deleted, name: app.name, updated, app_id: app.id, user_id: workspace.botUserId, icons: {} },
        };
      },
    }),
    'apps.connections.open': method({
      perMinute: tier.three,
      scopes: ['connections:write'],
      kind: 'app',
      args: {},
      run: () => ({ url: openSocket() }),
    }),
  };
}
