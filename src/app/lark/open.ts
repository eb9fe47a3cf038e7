import { createLark, type Lark } from '../../bots/lark/index.js';
import { type LarkConfig, larkAbroad } from '../../config.js';
import type { OpenPlatform, PlatformParts } from '../open-platform.js';
import { wait } from '../wait.js';
import { createCallMeter } from './call-meter.js';
import { createEnvironmentApp } from './environment.js';
import { createLarkHost } from './host.js';
import { createInstallations } from './installations.js';
import { createSlashCommand } from './slash-command.js';
import { appIdOf } from './workspace.js';

/** Another process may have added an app, or taken one out. */
const lookEveryMs = 60_000;

export interface LarkParts extends PlatformParts {
  readonly config: LarkConfig;
}

export function openLark({ config, publicUrl, ports, inbox, log, found }: LarkParts): OpenPlatform {
  const { appId, appSecret, mode, domain, keys, monthlyCalls } = config;
  const meter = monthlyCalls === null ? null : createCallMeter(ports, log, monthlyCalls);
  const environment = createEnvironmentApp({
    ports,
    app: { appId, appSecret },
    log,
    async whoAmI(app) {
      const bot = await lark.whoAmI(app);
      // Nobody waits for it.
      void slashCommand.offer([app]);
      return bot;
    },
    found: () => void found(),
  });
  const unread = new Set<string>();
  const installations = createInstallations(ports, (workspace) => {
    if (unread.has(workspace)) return;
    unread.add(workspace);
    log.error(
      { workspace },
      'the secrets of a Feishu app were sealed with another GONGYU_SECRET; gongyu doctor says more',
    );
  });
  const lark: Lark = createLark({
    settings: { mode, domain, publicUrl },
    host: createLarkHost(ports, environment, keys, installations),
    accept: inbox.accept,
    clock: ports.clock,
    wait,
    log: (fault) => log.error(fault, 'an event of Feishu met a fault'),
    ...(meter ? { made: meter.made } : {}),
  });
  const slashCommand = createSlashCommand(lark.api, log);
  let isListening = false;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    try {
      if (!isListening) return;
      // The first school may have come since.
      await environment.installation();
      await lark.look();
      await slashCommand.offer(await installations.apps());
    } catch (error) {
      log.warn({ err: error }, 'the apps of Feishu could not be looked at');
    }
  }

  return {
    messenger: lark.messenger,
    routers: lark.router ? [lark.router] : [],
    open(listening) {
      isListening = listening;
      environment.open();
      if (!listening) return;
      if (mode === 'websocket' && domain === larkAbroad) {
        log.warn('Lark is said to keep no long connection outside China: set LARK_MODE=webhook if nothing comes in');
      }
      lark.open();
      look();
      timer = setInterval(look, lookEveryMs).unref();
    },
    async look(workspaceId) {
      installations.forget(workspaceId);
      await found();
      await ports.bell.ring('deliver');
      await look();
    },
    connectionOf(workspaceId) {
      const ofApp = appIdOf(workspaceId);
      return ofApp === null ? null : lark.state(ofApp);
    },
    idle: lark.idle,
    async close() {
      isListening = false;
      clearInterval(timer);
      environment.close();
      await lark.close();
      await meter?.close();
    },
  };
}
