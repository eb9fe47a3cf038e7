import type { AppCredentials, Installation } from '../../bots/lark/host.js';
import type { Bot } from '../../bots/lark/web-api.js';
import type { Ports } from '../../core/ports/ports.js';
import type { WorkspaceRecord } from '../../core/ports/school-store.js';
import { keepAsking } from '../keep-asking.js';
import type { Log } from '../log.js';
import { tenantFor } from '../tenants.js';
import { larkPlatform, workspaceIdOf } from './workspace.js';

export interface EnvironmentParts {
  readonly ports: Ports;
  readonly app: AppCredentials;
  readonly log: Log;
  whoAmI(app: AppCredentials): Promise<Bot>;
  /** The workspace is there now: whoever sends should look again. */
  found(): void;
}

/** The one app that stands in the environment. */
export interface EnvironmentApp extends AppCredentials {
  /** Learns who its bot is; tries again by itself until Feishu answers. */
  open(): void;
  close(): void;
  /** False until Feishu has said who the bot is. */
  isKnown(): boolean;
  /** Null while the bot is not known, or no school is there. Never calls Feishu. */
  installation(): Promise<Installation | null>;
}

export function createEnvironmentApp(parts: EnvironmentParts): EnvironmentApp {
  const { ports, app, log, whoAmI, found } = parts;
  const { schools } = ports.database;
  let bot: Bot | null = null;
  let workspace: WorkspaceRecord | null = null;
  const asking = keepAsking(learn, (why) =>
    log.warn({ why }, 'Feishu does not say who the bot of LARK_APP_ID is; it is asked again. To check: gongyu doctor'),
  );

  async function learn(): Promise<void> {
    bot = await whoAmI(app);
    if (!bot.active)
      log.warn('Feishu has the app of LARK_APP_ID switched off: publish a version of it, or switch it on');
    await place();
  }

  /** The app's workspace, made with the first school. With several customers somebody has to say whose it is. */
  async function place(): Promise<WorkspaceRecord | null> {
    if (workspace || !bot) return workspace;
    const id = workspaceIdOf(app.appId);
    const tenantId = await tenantFor(ports.database, id);
    if (tenantId === null) return null;
    const made = { id, tenantId, platform: larkPlatform, externalId: app.appId, name: bot.name };
    await schools.addWorkspace(made);
    workspace = made;
    found();
    return made;
  }

  return {
    ...app,
    open: asking.open,
    close: asking.close,
    isKnown: () => bot !== null,
    async installation() {
      const placed = await place();
      return placed && bot && { ...app, workspaceId: placed.id, botOpenId: bot.openId };
    },
  };
}
