import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wait } from '../../../src/app/wait.js';
import type { Installation, LarkHost } from '../../../src/bots/lark/host.js';
import { createMessenger } from '../../../src/bots/lark/outbound.js';
import { createWebApi } from '../../../src/bots/lark/web-api.js';
import { messengerContract } from '../../contracts/messenger.js';
import { chatIdOf, openIdOf } from '../../doubles/lark/ids.js';
import { startLark } from '../../doubles/lark/lark.js';

const appId = 'cli_a1b2c3d4e5f60718';
const appSecret = 'the-secret-of-the-messenger';
const room = chatIdOf('staff');
const clock = { school: () => new Date(), machine: () => new Date() };

messengerContract('Feishu', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gongyu-lark-'));
  const users = [
    { id: 'wang', name: '王芳', email: 'wang@yuxin.example' },
    { id: 'liu', name: '刘敏' },
  ];
  const chats = [{ id: room, name: '教师群', members: users.map(({ id }) => id) }];
  const apps = [{ id: appId, secret: appSecret }];
  const lark = await startLark(
    { tenants: [{ apps, users, chats }], limits: { perChatPerSecond: 0 } },
    join(folder, 'ledger'),
  );
  const api = createWebApi(clock, lark.url);
  const { openId: botOpenId } = await api.whoAmI({ appId, appSecret });
  const installation: Installation = { workspaceId: 'w', appId, appSecret, botOpenId };
  const host: LarkHost = {
    ofApp: async () => installation,
    ofWorkspace: async () => installation,
    doorOf: async () => null,
    apps: async () => [installation],
    languageOf: async () => 'zh-CN',
  };
  const [wang, liu] = [openIdOf(appId, 'wang'), openIdOf(appId, 'liu')];
  return {
    messenger: createMessenger({ api, host, clock, wait, origin: undefined }),
    workspaceId: 'w',
    chat: room,
    members: [wang, liu],
    accounts: [wang, liu],
    unknownRef: 'om_00000000000000000000000000000000',
    unknownChat: chatIdOf('nowhere'),
    async shown(chat) {
      const { chats: seen } = await lark.ask({ do: 'look', user: chat === liu ? 'liu' : 'wang' });
      const found = seen.find(({ id, kind }) => (chat.startsWith('ou_') ? kind === 'p2p' : id === chat));
      return (found?.messages ?? []).filter(({ author }) => author === 'bot').map(({ plain }) => plain);
    },
    async close() {
      await lark.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
