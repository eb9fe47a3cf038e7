import { idShapes, openIdOf, unionIdOf } from '../ids.js';
import {
  type App,
  type Author,
  type Chat,
  directChat,
  findMessage,
  type Message,
  type Placed,
  type User,
  userByOpenId,
  type World,
} from '../state.js';
import { invalid, LarkError, noChat } from './method.js';

// Who may see and do what, and how people, chats and messages look on the wire.

/** Whom an app means by an open_id. @throws LarkError 99992351, 99992361 */
export function knownUser(world: World, app: App, openId: string): User {
  const user = idShapes.open_id.test(openId) ? userByOpenId(app, openId) : null;
  if (user) return user;
  const another = world.tenants
    .flatMap((tenant) => [...tenant.apps.values()])
    .some((one) => one !== app && userByOpenId(one, openId) !== null);
  if (another) throw new LarkError(99992361, 'open_id cross app');
  throw new LarkError(99992351, 'The request you send is not a valid {open_id} or not exists');
}

/** A chat that the app's bot is in. @throws LarkError */
export function joinedChat(app: App, id: string): Chat {
  if (!idShapes.chat_id.test(id)) throw invalid('ext=invalid chat_id');
  const chat = app.tenant.chats.get(id);
  if (!chat) throw noChat();
  if (chat.dissolved) throw new LarkError(232009, 'Your request specifies a chat which has already been dissolved.');
  if (!chat.bots.has(app.id)) throw noChat();
  return chat;
}

/** Where a message goes. @throws LarkError */
export function targetOf(world: World, app: App, type: string, id: string): Chat {
  if (type === 'chat_id') {
    const chat = joinedChat(app, id);
    if (chat.external && !app.external) throw new LarkError(230027, 'Lack of necessary permissions.');
    const [only] = chat.members;
    if (chat.kind === 'p2p' && only !== undefined) reachable(app, app.tenant.users.get(only));
    return chat;
  }
  const user = personOf(world, app, type, id);
  reachable(app, user);
  return directChat(app, user.id).chat;
}

function personOf(world: World, app: App, type: string, id: string): User {
  if (type === 'open_id') return knownUser(world, app, id);
  const fits = {
    user_id: (user: User) => user.id === id,
    union_id: (user: User) => unionIdOf(user.id) === id,
    email: (user: User) => user.email === id,
  } as const;
  const found = [...app.tenant.users.values()].find(fits[type as keyof typeof fits] ?? (() => false));
  if (!found) throw new LarkError(99992351, `The request you send is not a valid {${type}} or not exists`);
  return found;
}

function reachable(app: App, user: User | undefined): void {
  if (!user || user.resigned) throw new LarkError(230029, 'The user has resigned.');
  if (!user.available) throw new LarkError(230013, 'Bot has NO availability to this user.');
  // Somebody of another tenant can be written to only if they opened the chat themselves.
  if (user.strangerOf !== null && !app.external) throw new LarkError(230038, 'Cross tenant p2p chat operate forbid.');
}

/** A message of the app's own that still stands. @throws LarkError */
export function ownMessage(app: App, id: string): Placed {
  const found = visibleMessage(app, id);
  const { author } = found.message;
  if (author.kind !== 'app' || author.app !== app.id)
    throw new LarkError(230012, 'The operator is NOT the sender of the message.');
  return found;
}

export function visibleMessage(app: App, id: string): Placed {
  const found = idShapes.message_id.test(id) ? findMessage(app.tenant, id) : null;
  if (!found || found.message.to !== null || found.message.dead) throw invalid('ext=invalid message_id');
  if (found.chat.dissolved || !found.chat.bots.has(app.id)) throw noChat();
  if (found.message.recalled) throw new LarkError(230011, 'The message was withdrawn.');
  return found;
}

export function tenantKeyOf(app: App, user: User): string {
  return user.strangerOf ?? app.tenant.key;
}

/** A person's ids as events have them. user_id is there only for apps that may read it. */
export function idsOf(app: App, user: string) {
  const own = app.scopes.includes('contact:user.employee_id:readonly') ? { user_id: user } : {};
  return { open_id: openIdOf(app.id, user), union_id: unionIdOf(user), ...own };
}

function senderOf(app: App, author: Author) {
  const key = app.tenant.key;
  if (author.kind === 'app') return { id: author.app, id_type: 'app_id', sender_type: 'app', tenant_key: key };
  return { id: openIdOf(app.id, author.user), id_type: 'open_id', sender_type: 'user', tenant_key: key };
}

/** A message as the open API shows it. */
export function wireMessage(app: App, message: Message) {
  const { parent, root } = message;
  return {
    message_id: message.id,
    ...(root === null ? {} : { root_id: root }),
    ...(parent === null ? {} : { parent_id: parent }),
    msg_type: message.type,
    create_time: String(message.createdMs),
    update_time: String(message.updatedMs),
    deleted: message.recalled,
    updated: message.edits > 0,
    chat_id: message.chat,
    sender: senderOf(app, message.author),
    body: { content: message.recalled ? '' : message.content },
    mentions: message.mentions.map(({ key, of, name }) => ({
      key,
      id: of.kind === 'app' ? app.botOpenId : openIdOf(app.id, of.user),
      id_type: 'open_id',
      name,
      tenant_key: app.tenant.key,
    })),
  };
}
