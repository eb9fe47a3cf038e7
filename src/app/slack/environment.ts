import type { Identity, Installation } from '../../bots/slack/index.js';
import type { Ports } from '../../core/ports/ports.js';
import type { WorkspaceRecord } from '../../core/ports/school-store.js';
import { keepAsking } from '../keep-asking.js';
import type { Log } from '../log.js';
import { tenantFor } from '../tenants.js';
import { slackPlatform, workspaceIdOf } from './workspace.js';

export interface EnvironmentParts {
  readonly ports: Ports;
  readonly botToken: string;
  readonly log: Log;
  whoAmI(token: string): Promise<Identity>;
  /** The workspace is there now: whoever sends should look again. */
  found(): void;
}

/** The one workspace whose token stands in the environment. */
export interface EnvironmentWorkspace {
  /** Learns whose token it is; tries again by itself until Slack answers. */
  open(): void;
  close(): void;
  /** Null until Slack has said it. */
  teamId(): string | null;
  /** Null while it is not known whose token it is, or no school is there. Never calls Slack. */
  installation(): Promise<Installation | null>;
}

export function createEnvironmentWorkspace(parts: EnvironmentParts): EnvironmentWorkspace {
  const { ports, botToken, log, whoAmI, found } = parts;
  const { schools } = ports.database;
  let identity: Identity | null = null;
  let workspace: WorkspaceRecord | null = null;
  const asking = keepAsking(learn, (why) =>
    log.warn({ why }, 'Slack does not say whose token SLACK_BOT_TOKEN is; it is asked again. To check: gongyu doctor'),
  );

  async function learn(): Promise<void> {
    identity = await whoAmI(botToken);
    await place();
  }

  /** The team's workspace, made with the first school. With several customers nobody can know whose it is. */
  async function place(): Promise<WorkspaceRecord | null> {
    if (workspace || !identity) return workspace;
    const { team_id: externalId, team: name } = identity;
    const id = workspaceIdOf(externalId);
    const tenantId = await tenantFor(ports.database, id);
    if (tenantId === null) return null;
    const made = { id, tenantId, platform: slackPlatform, externalId, name };
    await schools.addWorkspace(made);
    workspace = made;
    found();
    return made;
  }

  return {
    open: asking.open,
    close: asking.close,
    teamId: () => identity?.team_id ?? null,
    async installation() {
      const placed = await place();
      if (!placed || !identity) return null;
      const { team_id: teamId, user_id: botUserId, bot_id: botId } = identity;
      return { workspaceId: placed.id, teamId, botToken, botUserId, botId };
    },
  };
}
