/**
 * What the app may do in its organisation: no more than what it calls and listens to needs. The same lists stand in
 * docs/guides/feishu-permissions.json and, with a reason each, in docs/guides/feishu.md; a test holds them together.
 */
export const neededScopes: readonly string[] = [
  'contact:contact.base:readonly',
  'im:chat:readonly',
  'im:message.group_at_msg:readonly',
  'im:message.p2p_msg:readonly',
  'im:message:send_as_bot',
];

/** Without these everything works but what they are for. */
export const helpfulScopes: readonly string[] = [
  'application:app_slash_command:read',
  'application:app_slash_command:write',
  'contact:user.email:readonly',
  'im:chat.access_event.bot_p2p_chat:read',
  'im:message:send_multi_users',
];
