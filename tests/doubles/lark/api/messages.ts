import { z } from 'zod';
import type { Pace } from '../limits.js';
import { type App, addMessage, type Chat, findMessage, type Message, type World } from '../state.js';
import { knownUser, ownMessage, targetOf, visibleMessage, wireMessage } from './access.js';
import { type Content, cardIn, contentOf, jsonIn, wordsOf } from './content.js';
import { type Api, api, invalid, LarkError } from './method.js';

const sending = ['im:message', 'im:message:send_as_bot', 'im:message:send'];
const changing = ['im:message', 'im:message:send_as_bot', 'im:message:update'];
const content = { msg_type: z.string(), content: z.string() };
const uuid = z.string().max(50, 'the max len is 50').optional();
const one = { message_id: z.string() };
/** Texts and posts may be edited so often. */
const mostEdits = 20;
const mostUrgent = 200;

interface Sent {
  readonly message: string;
  readonly atMs: number;
}

/** The APIs that write messages. */
export function messageApis(pace: Pace): readonly Api[] {
  const remembered = new Map<string, Sent>();

  /** The message that this uuid made within the hour. */
  function known(world: World, app: App, id: string | undefined): Message | null {
    const sent = id ? remembered.get(`${app.id} ${id}`) : undefined;
    if (!id || !sent || world.now() - sent.atMs >= world.profile.limits.uuidMs) return null;
    const found = findMessage(app.tenant, sent.message);
    if (found) world.note({ kind: 'repeat', app: app.id, chat: found.chat.id, message: sent.message, uuid: id });
    return found?.message ?? null;
  }

  function put(world: World, app: App, chat: Chat, given: Content, id: string | undefined, more: Partial<Message>) {
    pace.post(chat.id);
    const message = addMessage(world, chat, { author: { kind: 'app', app: app.id }, ...given, ...more });
    if (id) remembered.set(`${app.id} ${id}`, { message: message.id, atMs: world.now() });
    world.note({
      kind: 'post',
      app: app.id,
      chat: chat.id,
      message: message.id,
      type: message.type,
      uuid: id ?? null,
      text: wordsOf(given, 'zh-CN'),
      by: more.parent ? 'im.message.reply' : 'im.message.create',
    });
    return message;
  }

  return [
    api({
      name: 'im.message.create',
      verb: 'POST',
      path: 'im/v1/messages',
      scopes: sending,
      query: { receive_id_type: z.enum(['open_id', 'union_id', 'user_id', 'email', 'chat_id']) },
      body: { receive_id: z.string(), ...content, uuid },
      run({ world, app, query, body, bytes }) {
        const chat = targetOf(world, app, query.receive_id_type, body.receive_id);
        const again = known(world, app, body.uuid);
        if (again) return { data: wireMessage(app, again) };
        const given = contentOf(world, app, { ...body, bytes });
        return { data: wireMessage(app, put(world, app, chat, given, body.uuid, {})) };
      },
    }),
    api({
      name: 'im.message.reply',
      verb: 'POST',
      path: 'im/v1/messages/:message_id/reply',
      scopes: sending,
      params: one,
      body: { ...content, reply_in_thread: z.boolean().optional(), uuid },
      run({ world, app, params, body, bytes }) {
        const { chat, message: parent } = visibleMessage(app, params.message_id);
        const again = known(world, app, body.uuid);
        if (again) return { data: wireMessage(app, again) };
        const given = contentOf(world, app, { ...body, bytes });
        const more = { parent: parent.id, root: parent.root ?? parent.id };
        return { data: wireMessage(app, put(world, app, chat, given, body.uuid, more)) };
      },
    }),
    api({
      name: 'im.message.patch',
      verb: 'PATCH',
      path: 'im/v1/messages/:message_id',
      scopes: changing,
      params: one,
      body: { content: z.string() },
      run({ world, app, params, body, bytes }) {
        const { chat, message } = ownMessage(app, params.message_id);
        if (message.type !== 'interactive') throw invalid('ext=this message type is NOT a card');
        if (world.now() - message.createdMs > world.profile.limits.cardMs)
          throw new LarkError(230031, 'The message is too old to be updated.');
        if (bytes > world.profile.limits.cardBytes)
          throw new LarkError(230025, 'The length of the message content reaches its limit.');
        const card = cardIn(jsonIn(body.content));
        // Both have to say it, although in the second schema nothing else is possible.
        if (![message.card, card].every((each) => each?.config?.update_multi))
          throw invalid('ext=update_multi has to be true before and after');
        pace.change(message.id);
        Object.assign(message, { card, content: body.content, updatedMs: world.now(), changed: world.stir() });
        message.edits += 1;
        const text = wordsOf(message, 'zh-CN');
        world.note({ kind: 'change', app: app.id, chat: chat.id, message: message.id, text, by: 'patch' });
        return {};
      },
    }),
    api({
      name: 'im.message.update',
      verb: 'PUT',
      path: 'im/v1/messages/:message_id',
      scopes: changing,
      params: one,
      body: content,
      run({ world, app, params, body, bytes }) {
        const { chat, message } = ownMessage(app, params.message_id);
        if (!['text', 'post'].includes(message.type) || !['text', 'post'].includes(body.msg_type))
          throw invalid('ext=only texts and posts are edited');
        if (message.edits >= mostEdits) throw new LarkError(230072, 'The message has been edited too often.');
        const given = contentOf(world, app, { ...body, bytes });
        Object.assign(message, { content: given.content, mentions: given.mentions, updatedMs: world.now() });
        Object.assign(message, { edits: message.edits + 1, changed: world.stir() });
        const text = wordsOf(message, 'zh-CN');
        world.note({ kind: 'change', app: app.id, chat: chat.id, message: message.id, text, by: 'put' });
        return { data: wireMessage(app, message) };
      },
    }),
    api({
      name: 'im.message.get',
      verb: 'GET',
      path: 'im/v1/messages/:message_id',
      scopes: ['im:message', 'im:message:readonly'],
      params: one,
      query: { user_id_type: z.literal('open_id').optional() },
      run({ app, params }) {
        return { data: { items: [wireMessage(app, visibleMessage(app, params.message_id).message)] } };
      },
    }),
    api({
      name: 'im.message.delete',
      verb: 'DELETE',
      path: 'im/v1/messages/:message_id',
      scopes: ['im:message', 'im:message:send_as_bot', 'im:message:recall'],
      params: one,
      run({ world, app, params }) {
        const { chat, message } = ownMessage(app, params.message_id);
        Object.assign(message, { recalled: true, changed: world.stir() });
        world.note({ kind: 'delete', app: app.id, chat: chat.id, message: message.id });
        return {};
      },
    }),
    api({
      name: 'im.message.urgent_app',
      verb: 'PATCH',
      path: 'im/v1/messages/:message_id/urgent_app',
      scopes: ['im:message.urgent'],
      params: one,
      query: { user_id_type: z.literal('open_id') },
      body: { user_id_list: z.array(z.string()).min(1).max(mostUrgent) },
      run({ world, app, params, body }) {
        const { chat, message } = ownMessage(app, params.message_id);
        if (chat.external) throw new LarkError(230027, 'Lack of necessary permissions.');
        const people = body.user_id_list.map((id) => ({ id, user: knownUser(world, app, id) }));
        const here = people.filter(({ user }) => chat.members.has(user.id));
        for (const { user } of here) message.urgentFor.add(user.id);
        message.changed = world.stir();
        world.note({ kind: 'urgent', app: app.id, message: message.id, users: here.map(({ user }) => user.id) });
        return { data: { invalid_user_id_list: people.filter((each) => !here.includes(each)).map(({ id }) => id) } };
      },
    }),
  ];
}
