import { z } from 'zod';
import type { Installation } from '../../bots/slack/index.js';
import type { Tokens } from '../../bots/slack/install.js';
import { installationStaleMs } from '../../bots/slack/timing.js';
import type { Credentials, Installation as InstallationRow } from '../../core/ports/installation-store.js';
import type { Ports } from '../../core/ports/ports.js';
import type { Secrets } from '../../core/ports/secrets.js';
import { workspaceIdOf } from './workspace.js';

const tokensSchema = z.object({ access: z.string(), refresh: z.string().nullable(), expiresAt: z.number().nullable() });

const sealOf = (workspaceId: string) => ({ purpose: 'workspace credentials', owner: workspaceId }) as const;

/** The tokens of a workspace as they are kept: sealed for it alone, all at once. */
export function sealTokens(
  secrets: Secrets,
  workspaceId: string,
  tokens: Tokens,
  scopes: readonly string[],
): Credentials {
  return {
    sealed: secrets.seal(sealOf(workspaceId), JSON.stringify(tokens)),
    expiresAt: tokens.expiresAt === null ? null : new Date(tokens.expiresAt),
    scopes,
  };
}

/** Null: sealed with a secret that is not here, or not for this workspace. */
export function openTokens(secrets: Secrets, row: Pick<InstallationRow, 'workspaceId' | 'sealed'>): Tokens | null {
  const text = secrets.open(sealOf(row.workspaceId), row.sealed);
  return text === null ? null : tokensSchema.parse(JSON.parse(text));
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
  { database, secrets, clock }: Pick<Ports, 'database' | 'secrets' | 'clock'>,
  unreadable: (workspaceId: string) => void,
): Installations {
  interface Known {
    readonly installation: Installation;
    readonly open: boolean;
    readonly staleAt: number;
  }
  // Another process may have installed, closed or renewed it: a token lives on after its successor is there, so that
  // one that is a minute old still speaks.
  const known = new Map<string, Known>();

  async function find(workspaceId: string): Promise<Known | null> {
    const now = clock.machine().getTime();
    const remembered = known.get(workspaceId);
    if (remembered && remembered.staleAt > now) return remembered;
    known.delete(workspaceId);
    const row = await database.installations.find(workspaceId);
    const tokens = row && openTokens(secrets, row);
    if (!row) return null;
    if (!tokens) {
      unreadable(workspaceId);
      return null;
    }
    const { externalId: teamId, botUserId, botId, open } = row;
    const installation = { workspaceId, teamId, botToken: tokens.access, botUserId, botId };
    const found = { installation, open, staleAt: now + installationStaleMs };
    known.set(workspaceId, found);
    return found;
  }

  return {
    ofTeam: async (teamId) => (await find(workspaceIdOf(teamId)))?.installation ?? null,
    async ofWorkspace(workspaceId) {
      const found = await find(workspaceId);
      return found?.open ? found.installation : null;
    },
    forget: (workspaceId) => known.delete(workspaceId),
  };
}
