import { wait } from '../../src/app/wait.js';
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
  return wire.kind === 'strict' ? strict(wire) : slack(wire, clock);
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
