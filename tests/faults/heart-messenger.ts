import { wait } from '../../src/app/wait.js';
import type { LarkHost, Installation as LarkInstallation } from '../../src/bots/lark/host.js';
import { createMessenger as createLarkMessenger } from '../../src/bots/lark/outbound.js';
import { createWebApi as createLarkApi } from '../../src/bots/lark/web-api.js';
import type { Installation, SlackHost } from '../../src/bots/slack/host.js';
import { createMessenger } from '../../src/bots/slack/outbound.js';
import { createWebApi } from '../../src/bots/slack/web-api.js';
import type { Clock } from '../../src/core/ports/clock.js';
import type { Capabilities, Messenger } from '../../src/core/ports/messenger.js';
import { createHttpMessenger } from '../doubles/http-messenger.js';
import { workspaceId } from '../support/reliable.js';
import type { HeartWire } from './heart-platform.js';

/** The program's way out to the platform that it is killed in front of. */
export async function createHeartMessenger(wire: HeartWire, clock: Clock): Promise<Messenger> {
  switch (wire.kind) {
    case 'strict':
      return strict(wire);
    case 'slack':
      return slack(wire, clock);
    case 'lark':
      return lark(wire, clock);
    default:
      return wire satisfies never;
  }
}

function strict({ url, personality }: Extract<HeartWire, { kind: 'strict' }>): Messenger {
  const repeat: Capabilities['repeat'] =
    personality === 'key' ? { by: 'key', withinMs: 3_600_000 } : { by: 'readBack', quarantineMs: 1_500 };
  const pacing = { perChatMs: 0, perWorkspacePerSecond: Number.POSITIVE_INFINITY };
  return createHttpMessenger(url, { repeat, forms: 'whole', maxButtons: 5, circulars: null, pacing }, 700);
}

async function slack(wire: Extract<HeartWire, { kind: 'slack' }>, clock: Clock): Promise<Messenger> {
  const api = createWebApi(clock, wire.apiUrl);
  const botToken = 'xoxb-heart';
  const { team_id: teamId, user_id: botUserId, bot_id: botId } = await api.whoAmI(botToken);
  const installation: Installation = { workspaceId, teamId, botToken, botUserId, botId };
  const host: SlackHost = {
    ofTeam: async () => installation,
    ofWorkspace: async () => installation,
    languageOf: async () => 'zh-CN',
  };
  const messenger = createMessenger({ api, host, clock, wait, origin: undefined });
  if (wire.quarantineMs === null) return messenger;
  const repeat = { by: 'readBack', quarantineMs: wire.quarantineMs } as const;
  return { ...messenger, capabilities: { ...messenger.capabilities, repeat } };
}

function lark({ url, appId, appSecret }: Extract<HeartWire, { kind: 'lark' }>, clock: Clock): Messenger {
  const installation: LarkInstallation = { workspaceId, appId, appSecret, botOpenId: 'ou_of_the_heart' };
  const host: LarkHost = {
    ofApp: async () => installation,
    ofWorkspace: async () => installation,
    doorOf: async () => null,
    apps: async () => [installation],
    languageOf: async () => 'zh-CN',
  };
  return createLarkMessenger({ api: createLarkApi(clock, url), host, clock, wait, origin: undefined });
}
