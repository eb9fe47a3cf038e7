import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { wait } from '../../src/app/wait.js';
import type { Installation, LarkHost } from '../../src/bots/lark/host.js';
import { createMessenger } from '../../src/bots/lark/outbound.js';
import { createWebApi } from '../../src/bots/lark/web-api.js';
import { openIdOf } from '../../tests/doubles/lark/ids.js';
import { type Lark, startLark } from '../../tests/doubles/lark/lark.js';
import { type ProfileInput, theApp } from '../../tests/doubles/lark/profile.js';

// The fake Feishu, what a program is told of it, and the program's own way out to it.

export const app = { appId: theApp, appSecret: 'a-secret-for-measuring' };
export const keys = { encryptKey: 'an-encrypt-key-for-measuring', verificationToken: 'a-token-for-measuring' };
export const tenantKey = '16a1b2c3d4e5f607';

/** For the program, and for the bare library beside it. */
export const larkEnvironment = (lark: Lark) => ({
  LARK_APP_ID: app.appId,
  LARK_APP_SECRET: app.appSecret,
  LARK_ENCRYPT_KEY: keys.encryptKey,
  LARK_VERIFICATION_TOKEN: keys.verificationToken,
  LARK_DOMAIN: lark.url,
  LARK_MODE: 'webhook',
});

export const userOf = (index: number) => `user${index}`;
export const accountOf = (index: number) => openIdOf(theApp, userOf(index));

/** Left out, the limits are Feishu's own. */
export function openLarkDouble(folder: string, users: number, limits: ProfileInput['limits'] = {}): Promise<Lark> {
  return startLark(
    {
      tenants: [
        {
          key: tenantKey,
          apps: [{ id: app.appId, secret: app.appSecret, ...keys }],
          users: Array.from({ length: users }, (_, index) => ({ id: userOf(index), name: userOf(index) })),
        },
      ],
      limits,
    },
    join(folder, `lark-${randomUUID()}.jsonl`),
  );
}

export const unlimited = { perChatPerSecond: 0, perApiPerSecond: 0, perApiPerMinute: 0, patchesPerSecond: 0 };

const clock = { school: () => new Date(), machine: () => new Date() };

/** The program's own way out, to one workspace; it has called before, as a program that has started has. */
export async function messengerTo(lark: Lark, workspaceId: string) {
  const api = createWebApi(clock, lark.url);
  const { openId: botOpenId } = await api.whoAmI(app);
  const installation: Installation = { ...app, workspaceId, botOpenId };
  const host: LarkHost = {
    ofApp: async () => installation,
    ofWorkspace: async () => installation,
    doorOf: async () => null,
    apps: async () => [app],
    languageOf: async () => 'zh-CN',
  };
  return { api, installation, messenger: createMessenger({ api, host, clock, wait, origin: undefined }) };
}
