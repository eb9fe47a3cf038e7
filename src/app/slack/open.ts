import { randomUUID } from 'node:crypto';
import { createRenewal } from '../../bots/slack/credentials.js';
import { createSlack, type Slack } from '../../bots/slack/index.js';
import { createInstallRoutes } from '../../bots/slack/install.js';
import type { SlackConfig } from '../../config.js';
import { handle } from '../../core/conversation/handle.js';
import type { OpenPlatform, PlatformParts } from '../open-platform.js';
import { wait } from '../wait.js';
import { createEnvironmentWorkspace } from './environment.js';
import { createSlackHost } from './host.js';
import { createInstallHost } from './install.js';
import { createInstallations } from './installations.js';
import { createRefresh } from './refresh.js';

export interface SlackParts extends PlatformParts {
  readonly config: SlackConfig;
}

export function openSlack({ config, publicUrl, ports, inbox, log, found }: SlackParts): OpenPlatform {
  const { botToken, install, apiUrl, ...settings } = config;
  const whoAmI = (token: string) => slack.whoAmI(token);
  const environment =
    botToken === null ? null : createEnvironmentWorkspace({ ports, botToken, log, whoAmI, found: () => void found() });
  const unread = new Set<string>();
  const installations = createInstallations(ports, (workspace) => {
    if (unread.has(workspace)) return;
    unread.add(workspace);
    log.error(
      { workspace },
      'the tokens of a workspace were sealed with another GONGYU_SECRET; gongyu doctor says more',
    );
  });
  const changed = async (workspaceId: string) => {
    installations.forget(workspaceId);
    await found();
    await ports.bell.ring('deliver');
  };
  const fault = (error: unknown) => log.warn({ err: error }, 'a workspace could not be connected');
  const slack: Slack = createSlack({
    settings: { ...settings, apiUrl, publicUrl },
    host: createSlackHost(ports, environment, installations),
    accept: inbox.accept,
    homeOf(workspaceId, externalId) {
      const key = ports.ids.next();
      const chat = { externalId, kind: 'direct' } as const;
      return handle(ports, { kind: 'opened', key, workspaceId, actor: { externalId }, chat }, key);
    },
    clock: ports.clock,
    wait,
    log: (fault) => log.error(fault, 'an event of Slack met a fault'),
  });
  const refresh = createRefresh({
    ports,
    log,
    instance: randomUUID(),
    renew: install && createRenewal(install, ports.clock, apiUrl ?? undefined),
    stillSpeaks: whoAmI,
    changed,
  });
  const pages =
    install &&
    createInstallRoutes({
      settings: { ...install, apiUrl: apiUrl ?? undefined },
      host: createInstallHost({ ports, log, installed: changed }),
      clock: ports.clock,
      fault,
    });
  return {
    messenger: slack.messenger,
    // Events, unless they come through the socket; the install pages, where they are set up.
    routers: [slack.router, pages].filter((one) => one !== null),
    open(listening) {
      environment?.open();
      refresh.open();
      if (listening) slack.open();
    },
    look: changed,
    // One socket serves every workspace, and Slack says itself whether it would open it.
    connectionOf: () => null,
    idle: slack.idle,
    async close() {
      environment?.close();
      await refresh.close();
      await slack.close();
    },
  };
}
