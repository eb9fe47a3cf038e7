import type { Language } from '../../core/language/language.js';

/** What Feishu asks the program around it. None of it calls Feishu. */
export interface LarkHost {
  /** The workspace of a self-built app; null: the app is not ours, or no school is there yet. */
  ofApp(appId: string): Promise<Installation | null>;
  /** By our own id. */
  ofWorkspace(workspaceId: string): Promise<Installation | null>;
  /** With what requests to an app's address are checked; null as id: the app of the environment. Null: no such app. */
  doorOf(appId: string | null): Promise<Door | null>;
  /** Every app that a long connection is kept for. */
  apps(): Promise<readonly AppCredentials[]>;
  /** Of the person behind an account, to say what must be said before anything is known. */
  languageOf(workspaceId: string, externalId: string): Promise<Language>;
}

export interface AppCredentials {
  /** cli_ and sixteen hexadecimal digits. */
  readonly appId: string;
  readonly appSecret: string;
}

/** One self-built app in its tenant, with what speaks for it. */
export interface Installation extends AppCredentials {
  readonly workspaceId: string;
  /** The bot's own open_id for this app: tells whether a message mentions it. */
  readonly botOpenId: string;
}

/** What the console shows under "Events & callbacks › Encryption strategy". */
export interface Door {
  readonly appId: string;
  readonly encryptKey: string;
  readonly verificationToken: string;
}
