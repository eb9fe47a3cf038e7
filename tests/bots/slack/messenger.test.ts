import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wait } from '../../../src/app/wait.js';
import type { Installation, SlackHost } from '../../../src/bots/slack/host.js';
import { createMessenger } from '../../../src/bots/slack/outbound.js';
import { createWebApi } from '../../../src/bots/slack/web-api.js';
import { messengerContract } from '../../contracts/messenger.js';
import { startSlack } from '../../doubles/slack/slack.js';

const team = 'T0YUXIN';
const room = 'C0STAFF';
const clock = { school: () => new Date(), machine: () => new Date() };

messengerContract('Slack', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gongyu-slack-'));
  const users = [
    { id: 'U0WANG', name: '王芳' },
    { id: 'U0LIU', name: '刘敏' },
    { id: 'U0BOT2', name: 'another bot', bot: true },
  ];
  const channels = [{ id: room, name: 'staff', members: users.map(({ id }) => id) }];
  const slack = await startSlack(
    { workspaces: [{ id: team, name: 'Yuxin', token: 'xoxb-1', users, channels }], limits: { perChannelMs: 0 } },
    join(folder, 'ledger'),
  );
  const api = createWebApi(clock, slack.apiUrl);
  const { user_id: botUserId, bot_id: botId } = await api.whoAmI('xoxb-1');
  const installation: Installation = { workspaceId: 'w', teamId: team, botToken: 'xoxb-1', botUserId, botId };
  const host: SlackHost = {
    ofTeam: async () => installation,
    ofWorkspace: async () => installation,
    languageOf: async () => 'zh-CN',
  };
  return {
    messenger: createMessenger({ api, host, clock, wait, origin: undefined }),
    workspaceId: 'w',
    chat: room,
    members: ['U0WANG', 'U0LIU'],
    accounts: ['U0WANG', 'U0LIU'],
    unknownRef: `${room} 1700000000.000100`,
    unknownChat: 'C0NOWHERE',
    async shown(chat) {
      const { channels: seen } = await slack.ask({ do: 'look', team, user: chat.startsWith('U') ? chat : 'U0WANG' });
      const found = seen.find(({ id, kind }) => (chat.startsWith('U') ? kind === 'im' : id === chat));
      return (found?.messages ?? []).filter(({ author }) => author === 'bot').map(({ plain }) => plain);
    },
    async close() {
      await slack.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
