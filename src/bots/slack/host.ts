import type { Language } from '../../core/language/language.js';

/** What Slack asks the program around it. */
export interface SlackHost {
  /** The workspace of a Slack team; null: the app is not installed there, or no school is there yet. Never calls Slack. */
  ofTeam(teamId: string): Promise<Installation | null>;
  /** By our own id. */
  ofWorkspace(workspaceId: string): Promise<Installation | null>;
  /** Of the person behind an account, to say what must be said before anything is known. */
  languageOf(workspaceId: string, externalId: string): Promise<Language>;
}

/** One workspace with what speaks for it. */
export interface Installation {
  readonly workspaceId: string;
  readonly teamId: string;
  readonly botToken: string;
  readonly botUserId: string;
  /** As it stands on messages of ours. */
  readonly botId: string;
}
