/** Workspaces that let the program in by themselves, each with what speaks for it. */
export interface InstallationStore {
  /** Replaces what spoke for the workspace before. */
  put(installation: NewInstallation): Promise<void>;
  find(workspaceId: string): Promise<Installation | null>;
  /** Those of one platform in use, closed ones too, in a lasting order. */
  list(platform: string): Promise<readonly Installation[]>;
  /** Compare and set: false when the workspace was installed again, or its credentials were renewed, since the version. */
  renew(workspaceId: string, version: number, credentials: Credentials): Promise<boolean>;
}

export interface Credentials {
  /** Sealed for this workspace; what is inside is the platform's business. All of it, so that it changes at once. */
  readonly sealed: string;
  /** Machine time; null: they last until somebody takes them back. */
  readonly expiresAt: Date | null;
  /** What they allow, in the platform's words. */
  readonly scopes: readonly string[];
}

export interface NewInstallation extends Credentials {
  readonly workspaceId: string;
  /** The app's own account there, and its id on messages. */
  readonly botUserId: string;
  readonly botId: string;
  /** The account of whoever installed it. */
  readonly installedBy: string;
  readonly installedAt: Date;
}

export interface Installation extends NewInstallation {
  readonly tenantId: string;
  /** The workspace's id on its platform, and its name. */
  readonly externalId: string;
  readonly name: string;
  /** Whether the workspace lets us in; if not, the platform's code for why. */
  readonly open: boolean;
  readonly closedReason: string | null;
  readonly version: number;
}
