import { z } from 'zod';
import type { AppCredentials, Door, Installation } from '../../bots/lark/host.js';
import type { Ports } from '../../core/ports/ports.js';
import { rememberCredentials } from '../credentials.js';
import { larkPlatform, workspaceIdOf } from './workspace.js';

/** What is kept of an app beside its id, sealed. */
export const appSecretsSchema = z.object({
  appSecret: z.string().min(1),
  /** Null: its events come in by a long connection. */
  keys: z.object({ encryptKey: z.string().min(1), verificationToken: z.string().min(1) }).nullable(),
});

export type AppSecrets = z.infer<typeof appSecretsSchema>;

/** Why a workspace is closed that an operator has taken out: its secrets are gone. */
export const removedReason = 'removed';

/** Apps that were added to the one of the environment, as the adapter needs them. Nothing here calls Feishu. */
export interface Installations {
  /** Null: not added, or taken out. */
  ofApp(appId: string): Promise<Installation | null>;
  ofWorkspace(workspaceId: string): Promise<Installation | null>;
  doorOf(appId: string): Promise<Door | null>;
  apps(): Promise<readonly AppCredentials[]>;
  /** What was known of it is read again at the next need. */
  forget(workspaceId: string): void;
}

/** @param unreadable told of a workspace whose secrets this program cannot open. */
export function createInstallations(
  ports: Pick<Ports, 'database' | 'secrets' | 'clock'>,
  unreadable: (workspaceId: string) => void,
): Installations {
  const { installations } = ports.database;
  const remembered = rememberCredentials(ports, appSecretsSchema, unreadable);

  async function find(workspaceId: string) {
    const found = await remembered.find(workspaceId);
    return found?.row.open
      ? { ...found.credentials, appId: found.row.externalId, botOpenId: found.row.botUserId }
      : null;
  }

  async function ofWorkspace(workspaceId: string): Promise<Installation | null> {
    const found = await find(workspaceId);
    return found && { workspaceId, appId: found.appId, appSecret: found.appSecret, botOpenId: found.botOpenId };
  }

  return {
    ofApp: (appId) => ofWorkspace(workspaceIdOf(appId)),
    ofWorkspace,
    async doorOf(appId) {
      const found = await find(workspaceIdOf(appId));
      return found?.keys ? { appId, ...found.keys } : null;
    },
    async apps() {
      const rows = (await installations.list(larkPlatform)).filter((row) => row.open);
      const found = await Promise.all(rows.map((row) => ofWorkspace(row.workspaceId)));
      return found.filter((one) => one !== null);
    },
    forget: remembered.forget,
  };
}
