import { z } from 'zod';
import type { Installation } from '../../bots/slack/index.js';
import type { Tokens } from '../../bots/slack/install.js';
import type { Credentials, Installation as InstallationRow } from '../../core/ports/installation-store.js';
import type { Ports } from '../../core/ports/ports.js';
import type { Secrets } from '../../core/ports/secrets.js';
import { openCredentials, rememberCredentials, sealCredentials } from '../credentials.js';
import { workspaceIdOf } from './workspace.js';

const tokensSchema = z.object({ access: z.string(), refresh: z.string().nullable(), expiresAt: z.number().nullable() });

/** The tokens of a workspace as they are kept: sealed for it alone, all at once. */
export function sealTokens(
  secrets: Secrets,
  workspaceId: string,
  tokens: Tokens,
  scopes: readonly string[],
): Credentials {
  return {
    sealed: sealCredentials(secrets, workspaceId, tokens),
    expiresAt: tokens.expiresAt === null ? null : new Date(tokens.expiresAt),
    scopes,
  };
}

/** Null: sealed with a secret that is not here, or not for this workspace. */
export function openTokens(secrets: Secrets, row: Pick<InstallationRow, 'workspaceId' | 'sealed'>): Tokens | null {
  return openCredentials(secrets, row, tokensSchema);
}

/** Workspaces that installed the app by themselves, as the adapter needs them. */
export interface Installations {
  /** Of an open or a closed workspace: what Slack says of it is taken in either way. Never calls Slack. */
  ofTeam(teamId: string): Promise<Installation | null>;
  /** Null when the workspace lets us in no longer. */
  ofWorkspace(workspaceId: string): Promise<Installation | null>;
  /** What was known of it is read again at the next need. */
  forget(workspaceId: string): void;
}

/** @param unreadable told of a workspace whose tokens this program cannot open. */
export function createInstallations(
  ports: Pick<Ports, 'database' | 'secrets' | 'clock'>,
  unreadable: (workspaceId: string) => void,
): Installations {
  // A token lives on after its successor is there, so that one that is a minute old still speaks.
  const remembered = rememberCredentials(ports, tokensSchema, unreadable);

  async function find(workspaceId: string): Promise<{ installation: Installation; open: boolean } | null> {
    const found = await remembered.find(workspaceId);
    if (!found) return null;
    const { externalId: teamId, botUserId, botId, open } = found.row;
    return { installation: { workspaceId, teamId, botToken: found.credentials.access, botUserId, botId }, open };
  }

  return {
    ofTeam: async (teamId) => (await find(workspaceIdOf(teamId)))?.installation ?? null,
    async ofWorkspace(workspaceId) {
      const found = await find(workspaceId);
      return found?.open ? found.installation : null;
    },
    forget: remembered.forget,
  };
}
