export const larkPlatform = 'lark';

/** Our id of the workspace that a self-built app is in: an app has one tenant, and people's ids hold for one app. */
export const workspaceIdOf = (appId: string): string => `${larkPlatform}-${appId}`;

/** Null: the workspace is not one of ours. */
export const appIdOf = (workspaceId: string): string | null =>
  workspaceId.startsWith(`${larkPlatform}-`) ? workspaceId.slice(larkPlatform.length + 1) : null;

/** What Feishu calls an app, in every place. */
export const appIdPattern = /^cli_[0-9a-fA-F]{16}$/;
