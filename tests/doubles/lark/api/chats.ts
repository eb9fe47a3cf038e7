import { z } from 'zod';
import { idShapes, openIdOf } from '../ids.js';
import type { App, Chat } from '../state.js';
import { joinedChat, tenantKeyOf } from './access.js';
import { type Api, api, flag, invalid, LarkError, noChat, pageOf, whole } from './method.js';

const reading = ['im:chat', 'im:chat:readonly', 'im:chat:read', 'im:chat.group_info:readonly'];
const paged = { page_size: whole.min(1).max(100).optional(), page_token: z.string().optional() };
const openIds = z.literal('open_id').optional();

export const chatApis: readonly Api[] = [
  api({
    name: 'im.chat.list',
    verb: 'GET',
    path: 'im/v1/chats',
    scopes: reading,
    query: { user_id_type: openIds, sort_type: z.enum(['ByCreateTimeAsc', 'ByActiveTimeDesc']).optional(), ...paged },
    run({ world, app, query }) {
      const all = [...app.tenant.chats.values()].filter(
        (one) => one.kind === 'group' && one.bots.has(app.id) && !one.dissolved,
      );
      const { items, ...page } = pageOf(world, all, query);
      return { data: { items: items.map((one) => wireChat(app, one)), ...page } };
    },
  }),
  api({
    name: 'im.chat.get',
    verb: 'GET',
    path: 'im/v1/chats/:chat_id',
    scopes: reading,
    params: { chat_id: z.string() },
    query: { user_id_type: openIds },
    run({ app, params }) {
      if (!idShapes.chat_id.test(params.chat_id)) throw invalid('ext=invalid chat_id');
      const chat = app.tenant.chats.get(params.chat_id);
      if (!chat) throw new LarkError(232006, 'Your request specifies a chat_id which is invalid.');
      if (!chat.bots.has(app.id)) throw new LarkError(232011, 'Operator can NOT be out of the chat.');
      const { chat_id: _, ...seen } = wireChat(app, chat);
      const people = chat.kind === 'p2p' ? { chat_mode: 'p2p' } : { chat_mode: 'group', chat_type: 'private' };
      return { data: { ...seen, ...people, user_count: String(chat.members.size), bot_count: String(chat.bots.size) } };
    },
  }),
  api({
    name: 'im.chat.members',
    verb: 'GET',
    path: 'im/v1/chats/:chat_id/members',
    scopes: ['im:chat', 'im:chat:readonly', 'im:chat.members:read', 'im:chat.group_info:readonly'],
    params: { chat_id: z.string() },
    query: { member_id_type: openIds, need_departed_user: flag.optional(), ...paged },
    run({ world, app, params, query }) {
      const chat = joinedChat(app, params.chat_id);
      if (chat.kind === 'p2p') throw noChat();
      const all = [...chat.members].flatMap((id) => {
        const user = app.tenant.users.get(id);
        return user ? [user] : [];
      });
      const { items, ...page } = pageOf(world, all, query);
      return {
        data: {
          items: items.map((user) => ({
            member_id_type: 'open_id',
            member_id: openIdOf(app.id, user.id),
            name: user.name,
            tenant_key: tenantKeyOf(app, user),
          })),
          ...page,
          member_total: all.length,
        },
      };
    },
  }),
];

function wireChat(app: App, chat: Chat) {
  return {
    chat_id: chat.id,
    avatar: 'https://double.invalid/avatar.png',
    name: chat.name,
    description: '',
    external: chat.external,
    tenant_key: app.tenant.key,
    chat_status: chat.dissolved ? 'dissolved' : 'normal',
  };
}
