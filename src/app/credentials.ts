import type { z } from 'zod';
import type { Credentials, Installation } from '../core/ports/installation-store.js';
import type { Ports } from '../core/ports/ports.js';
import type { Secrets } from '../core/ports/secrets.js';

/** Another process may have changed what speaks for a workspace: so long it is believed unseen. */
const staleMs = 60_000;

const sealOf = (workspaceId: string) => ({ purpose: 'workspace credentials', owner: workspaceId }) as const;

/** What speaks for a workspace as it is kept: sealed for it alone, all at once. */
export function sealCredentials(secrets: Secrets, workspaceId: string, credentials: object): string {
  return secrets.seal(sealOf(workspaceId), JSON.stringify(credentials));
}

/** What is kept of a workspace that nobody may speak for any more. */
export const forgottenCredentials: Credentials = { sealed: '', expiresAt: null, scopes: [] };

/** Null: sealed with a secret that is not here, or not for this workspace. */
export function openCredentials<T>(
  secrets: Secrets,
  { workspaceId, sealed }: Pick<Installation, 'workspaceId' | 'sealed'>,
  schema: z.ZodType<T>,
): T | null {
  const text = secrets.open(sealOf(workspaceId), sealed);
  return text === null ? null : schema.parse(JSON.parse(text));
}

/** What speaks for workspaces that are kept in the database, opened and remembered for a moment. */
export interface Remembered<T> {
  /** Null: there is none, it was forgotten, or sealed with a secret that is not here. */
  find(workspaceId: string): Promise<{ readonly row: Installation; readonly credentials: T } | null>;
  /** What was known of it is read again at the next need. */
  forget(workspaceId: string): void;
}

/** @param unreadable told of a workspace whose credentials this program cannot open. */
export function rememberCredentials<T>(
  { database, secrets, clock }: Pick<Ports, 'database' | 'secrets' | 'clock'>,
  schema: z.ZodType<T>,
  unreadable: (workspaceId: string) => void,
): Remembered<T> {
  const known = new Map<string, { row: Installation; credentials: T; staleAt: number }>();
  return {
    async find(workspaceId) {
      const now = clock.machine().getTime();
      const remembered = known.get(workspaceId);
      if (remembered && remembered.staleAt > now) return remembered;
      known.delete(workspaceId);
      const row = await database.installations.find(workspaceId);
      if (!row || row.sealed === forgottenCredentials.sealed) return null;
      const credentials = openCredentials(secrets, row, schema);
      if (credentials === null) {
        unreadable(workspaceId);
        return null;
      }
      const found = { row, credentials, staleAt: now + staleMs };
      known.set(workspaceId, found);
      return found;
    },
    forget: (workspaceId) => known.delete(workspaceId),
  };
}
