import type { AppCredentials } from '../../bots/lark/host.js';
import { createLark, type Lark } from '../../bots/lark/index.js';
import { type LarkConfig, larkAbroad } from '../../config.js';
import type { OpenPlatform, PlatformParts } from '../open-platform.js';
import { wait } from '../wait.js';
import { createEnvironmentApp } from './environment.js';
import { createLarkHost } from './host.js';
import { createInstallations } from './installations.js';

/** Another process may have added an app, or taken one out. */
const lookEveryMs = 60_000;

export interface LarkParts extends PlatformParts {
  readonly config: LarkConfig;
}

export function openLark({ config, publicUrl, ports, inbox, log, found }: LarkParts): OpenPlatform {
  const { appId, appSecret, mode, domain, keys } = config;
  const environment = createEnvironmentApp({
    ports,
    app: { appId, appSecret },
    log,
    whoAmI: (app: AppCredentials) => lark.whoAmI(app),
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
  });
  let isListening = false;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    try {
      if (isListening) await lark.look();
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
      timer = setInterval(look, lookEveryMs).unref();
    },
    async look(workspaceId) {
      installations.forget(workspaceId);
      await found();
      await ports.bell.ring('deliver');
      await look();
    },
    async close() {
      isListening = false;
      clearInterval(timer);
      environment.close();
      await lark.close();
    },
  };
}
