import { Impossible } from '../../support/impossible.js';
import { idsOf } from '../api/access.js';
import type { CommandOf } from '../control.js';
import { tell, tellEntered, tellMessage } from '../events.js';
import { type App, type Author, addMessage, directChat, findMessage, type Mention } from '../state.js';
import { actorOf, appOf, chatOf, type Done, outcomeOf, type Stage, seatOf } from './context.js';

// What people write, and what they do without words: open the chat, use its menu.

export async function say(stage: Stage, given: CommandOf<'say'>): Promise<Done> {
  const { world } = stage;
  const app = appOf(world, given.app);
  const user = actorOf(app, given.user);
  const chat = seatOf(app, user, given.chat);
  const parent = given.replyTo === undefined ? null : findMessage(app.tenant, given.replyTo)?.message;
  if (parent === undefined) throw new Impossible(`There is no message ${given.replyTo}.`);
  const { text, mentions } = withMentions(app, given.text);
  const message = addMessage(world, chat, {
    author: { kind: 'user', user: user.id },
    type: given.as,
    content: given.as === 'text' ? JSON.stringify({ text }) : JSON.stringify(postOf(text, mentions)),
    mentions,
    parent: parent?.id ?? null,
    root: parent?.root ?? parent?.id ?? null,
  });
  world.note({ kind: 'said', chat: chat.id, user: user.id, message: message.id, text: given.text });
  const pushes = tellMessage(world, chat, message, app.tenant.apps.values());
  return { ...(await outcomeOf(stage, pushes)), message: message.id };
}

/** Whoever is mentioned is @_user_1 and so on in the text, in the order of their coming. */
function withMentions(app: App, words: string): { readonly text: string; readonly mentions: readonly Mention[] } {
  const mentions: Mention[] = [];
  const text = words.replace(/@bot(?![A-Za-z0-9_])|@\{([^}]+)\}/g, (_, id: string | undefined) => {
    const of: Author = id === undefined ? { kind: 'app', app: app.id } : { kind: 'user', user: id };
    const name = id === undefined ? app.name : (app.tenant.users.get(id)?.name ?? id);
    const known = mentions.find((one) => one.name === name);
    if (known) return known.key;
    const key = `@_user_${mentions.length + 1}`;
    mentions.push({ key, of, name });
    return key;
  });
  return { text, mentions };
}

/** Received rich text has no language around it; mentions are elements with the key as user_id. */
function postOf(text: string, mentions: readonly Mention[]) {
  const content = text.split('\n').map((line) =>
    line.split(/(@_user_\d+)/).flatMap((part): readonly object[] => {
      const mention = mentions.find((one) => one.key === part);
      if (mention) return [{ tag: 'at', user_id: mention.key, user_name: mention.name, style: [] }];
      return part === '' ? [] : [{ tag: 'text', text: part, style: [] }];
    }),
  );
  return { title: '', content };
}

const things = {
  image: { image_key: 'img_v3_of_a_person' },
  file: { file_key: 'file_v3_of_a_person', file_name: '名单.xlsx' },
  audio: { file_key: 'file_v3_of_a_person', duration: 2_000 },
  sticker: { file_key: 'file_v3_of_a_person' },
  location: { name: '学校', longitude: '116.3', latitude: '39.9' },
  share_chat: { chat_id: 'oc_of_a_person' },
} as const;

export async function send(stage: Stage, given: CommandOf<'send'>): Promise<Done> {
  const { world } = stage;
  const app = appOf(world, given.app);
  const user = actorOf(app, given.user);
  const chat = seatOf(app, user, given.chat);
  const author: Author = { kind: 'user', user: user.id };
  const message = addMessage(world, chat, { author, type: given.kind, content: JSON.stringify(things[given.kind]) });
  const pushes = tellMessage(world, chat, message, app.tenant.apps.values());
  return { ...(await outcomeOf(stage, pushes)), message: message.id };
}

export async function recall(stage: Stage, given: CommandOf<'recall'>): Promise<Done> {
  const { world } = stage;
  const app = appOf(world, given.app);
  const user = actorOf(app, given.user);
  const found = findMessage(app.tenant, given.message);
  const { author } = found?.message ?? {};
  if (!found || author?.kind !== 'user' || author.user !== user.id)
    throw new Impossible('Only an own message can be recalled.');
  Object.assign(found.message, { recalled: true, changed: world.stir() });
  const { id: message_id, chat: chat_id } = found.message;
  const event = { message_id, chat_id, recall_time: String(world.now()), recall_type: 'message_owner' };
  const pushes = [...app.tenant.apps.values()]
    .filter((one) => found.chat.bots.has(one.id))
    .flatMap((one) => tell(world, one, { type: 'im.message.recalled_v1', event }));
  return outcomeOf(stage, pushes);
}

export async function botSays(stage: Stage, given: CommandOf<'botSays'>): Promise<Done> {
  const { world } = stage;
  const app = appOf(world, given.app);
  const chat = chatOf(app, given.chat);
  const { text, mentions } = withMentions(app, given.text);
  const author: Author = { kind: 'app', app: 'cli_0000000000000000' };
  const message = addMessage(world, chat, { author, type: 'text', content: JSON.stringify({ text }), mentions });
  const pushes = tellMessage(world, chat, message, app.tenant.apps.values());
  return { ...(await outcomeOf(stage, pushes)), message: message.id };
}

/** Somebody opens the chat with the bot. */
export async function enter(stage: Stage, given: CommandOf<'enter'>): Promise<Done> {
  const { world } = stage;
  const app = appOf(world, given.app);
  const user = actorOf(app, given.user);
  seatOf(app, user, 'direct');
  const { chat, opened } = directChat(app, user.id);
  // The chat may be there because the bot wrote first: then nothing was created by the person.
  return outcomeOf(stage, tellEntered(world, app, chat, user, opened || chat.messages.length === 0));
}

/** A point of the menu of the direct chat. */
export async function menu(stage: Stage, given: CommandOf<'menu'>): Promise<Done> {
  const { world } = stage;
  const app = appOf(world, given.app);
  const user = actorOf(app, given.user);
  seatOf(app, user, 'direct');
  const operator = { operator_name: user.name, operator_id: idsOf(app, user.id) };
  const event = { operator, event_key: given.key, timestamp: Math.floor(world.now() / 1_000) };
  return outcomeOf(stage, tell(world, app, { type: 'application.bot.menu_v6', event }));
}
