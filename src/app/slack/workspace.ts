export const slackPlatform = 'slack';

/** Our id of a Slack team. */
export const workspaceIdOf = (teamId: string): string => `${slackPlatform}-${teamId}`;
