/**
 * What the app may do in a workspace: no more than what it calls and listens to needs. The same list stands in
 * docs/guides/slack-manifest.json and, with a reason each, in docs/guides/slack.md; a test holds them together.
 */
export const neededScopes: readonly string[] = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
  'users:read.email',
];
