import { z } from 'zod';
import type { Callbacks } from '../callbacks.js';
import type { Pace } from '../limits.js';
import { addMessage, directChat, userByOpenId } from '../state.js';
import { joinedChat, knownUser } from './access.js';
import { cardIn, contentOf, wordsOf } from './content.js';
import { type Api, api, invalid, LarkError } from './method.js';

const mostInBatch = 200;
const ids = z.array(z.string()).max(mostInBatch).optional();

/** The older APIs of cards: later updates, cards for one person of a group, and many people at once. */
export function cardApis(pace: Pace, callbacks: Callbacks): readonly Api[] {
  return [
    api({
      name: 'interactive.card.update',
      verb: 'POST',
      path: 'interactive/v1/card/update',
      body: { token: z.string(), card: z.record(z.string(), z.unknown()) },
      run({ world, app, body, bytes }) {
        const { message } = callbacks.spend(app, body.token);
        if (bytes > world.profile.limits.cardBytes)
          throw new LarkError(230025, 'The length of the message content reaches its limit.');
        if (message.recalled) throw new LarkError(230011, 'The message was withdrawn.');
        const card = cardIn(body.card);
        pace.change(message.id);
        Object.assign(message, {
          card,
          content: JSON.stringify(body.card),
          updatedMs: world.now(),
          changed: world.stir(),
        });
        const text = wordsOf(message, 'zh-CN');
        world.note({ kind: 'change', app: app.id, chat: message.chat, message: message.id, text, by: 'late' });
        return { whole: {}, msg: 'ok' };
      },
    }),
    api({
      name: 'ephemeral.send',
      verb: 'POST',
      path: 'ephemeral/v1/send',
      scopes: ['im:message', 'im:message:send_as_bot'],
      body: {
        chat_id: z.string(),
        open_id: z.string(),
        msg_type: z.literal('interactive'),
        card: z.record(z.string(), z.unknown()),
      },
      run({ world, app, body, bytes }) {
        const chat = joinedChat(app, body.chat_id);
        if (chat.kind !== 'group') throw new LarkError(18053, 'chat type not support');
        if (chat.external) throw new LarkError(232102, 'not supported in external chats');
        const user = knownUser(world, app, body.open_id);
        if (!chat.members.has(user.id)) throw new LarkError(18055, 'user not in chat');
        const given = contentOf(world, app, { msg_type: 'interactive', content: JSON.stringify(body.card), bytes });
        const message = addMessage(world, chat, { author: { kind: 'app', app: app.id }, ...given, to: user.id });
        const text = wordsOf(given, 'zh-CN');
        world.note({ kind: 'ephemeral', app: app.id, chat: chat.id, user: user.id, text });
        return { data: { message_id: message.id } };
      },
    }),
    api({
      name: 'message.batch_send',
      verb: 'POST',
      path: 'message/v4/batch_send',
      scopes: ['im:message', 'im:message:send_as_bot'],
      alsoScopes: ['im:message:send_multi_users'],
      body: {
        msg_type: z.enum(['text', 'post', 'image', 'interactive']),
        content: z.record(z.string(), z.unknown()).optional(),
        card: z.record(z.string(), z.unknown()).optional(),
        open_ids: ids,
        user_ids: ids,
        union_ids: ids,
        department_ids: ids,
      },
      run({ world, app, body, bytes }) {
        const wanted = body.open_ids ?? [];
        if (wanted.length === 0) throw invalid('ext=open_ids is the only kind of receivers that this double knows');
        const content = body.msg_type === 'interactive' ? body.card : body.content;
        if (!content) throw invalid('ext=content is required');
        if (body.msg_type === 'interactive') cardIn(content);
        const given = contentOf(world, app, { msg_type: body.msg_type, content: JSON.stringify(content), bytes });
        const invalidIds = wanted.filter((id) => {
          const user = userByOpenId(app, id);
          return !user || user.resigned || !user.available || user.strangerOf !== null;
        });
        for (const id of wanted.filter((one) => !invalidIds.includes(one))) {
          const chat = directChat(app, userByOpenId(app, id)?.id ?? '').chat;
          const message = addMessage(world, chat, { author: { kind: 'app', app: app.id }, ...given, dead: true });
          const { id: messageId, type } = message;
          const text = wordsOf(given, 'zh-CN');
          world.note({
            kind: 'post',
            app: app.id,
            chat: chat.id,
            message: messageId,
            type,
            uuid: null,
            text,
            by: 'batch',
          });
        }
        const data = {
          message_id: world.id('bm-'),
          invalid_department_ids: [],
          invalid_open_ids: invalidIds,
          invalid_user_ids: [],
          invalid_union_ids: [],
        };
        return { data };
      },
    }),
  ];
}
