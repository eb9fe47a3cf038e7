import {
  botMentioned,
  callback,
  challenge,
  chatEvent,
  choose,
  directChat,
  directMessage,
  encrypted,
  entered,
  event,
  firstEvent,
  groupChat,
  mention,
  menu,
  picture,
  post,
  press,
  submission,
  wang,
} from './lark-payloads.js';
import { createMutation } from './mutation.js';
import type { Random } from './random.js';

export interface Mutant {
  readonly what: string;
  /** As it is signed. */
  readonly body: Buffer;
}

/**
 * A body that Feishu might send, from somebody of their own, changed in a few places: values of other types, missing and
 * doubled keys, ids that are none, texts that no database takes, cut and torn bytes, inside of what is encrypted and around
 * it.
 */
export function createMutants(random: Random): (number: number) => Mutant {
  const { below, pick, changed, torn } = createMutation(random, {
    words: [
      ...['ou_1', 'oc_1', 'om_1', 'c-1', 'cli_0000000000000000', wang, directChat, groupChat, '@_user_1', '@_all'],
      ...['p2p', 'group', 'user', 'app', 'text', 'post', 'image', 'card.action.trigger', 'im.message.receive_v1'],
      ...['<at user_id="all"></at>', '{"text":"x"}', '{"content":[[{"tag":"at"}]]}', '{"text":{"text":1}}', '2.0'],
    ],
    payload: () => kinds[pick(names)]?.('ou_other'),
  });
  const kinds: Readonly<Record<string, (user: string) => { readonly event: object }>> = {
    said: (user) => directMessage('林小满 +2 帮扶', {}, { sender_id: { open_id: user } }),
    mention: (user) => mention('@_user_1 本周', {}, { sender_id: { open_id: user } }),
    post: () => post('记分', [[{ tag: 'text', text: '林小满 +2' }], [{ tag: 'at', user_id: '@_user_1' }]]),
    postMention: () =>
      post('', [[{ tag: 'a', text: '本周', href: 'https://school.example' }]], { mentions: [botMentioned] }),
    picture: () => picture(),
    menu: (user) => menu('gongyu:report_七年级', user),
    entered: (user) => entered({}, user),
    created: (user) => firstEvent('p2p_chat_create', { chat_id: directChat, user: { open_id: user, name: '王芳' } }),
    press: (user) => press('token-1', { user }),
    pressInGroup: (user) => press('token-1', { user, in: 'group' }),
    choose: (user) => choose('token-2', 'v-1', { user }),
    form: (user) => submission({ user, page: below(2), pages: 2 }),
    otherCard: (user) => callback({ tag: 'input', input_value: 'x', name: 'y' }, { user }),
    joined: (user) => chatEvent('im.chat.member.bot.added_v1', by(user)),
    left: (user) => chatEvent('im.chat.member.bot.deleted_v1', by(user)),
    members: (user) =>
      chatEvent('im.chat.member.user.added_v1', {
        ...by(user),
        users: [{ name: '刘强', user_id: { open_id: 'ou_1' } }],
      }),
    disbanded: (user) => chatEvent('im.chat.disbanded_v1', by(user)),
    renamed: (user) =>
      chatEvent('im.chat.updated_v1', { ...by(user), after_change: { name: '三班' }, before_change: { name: '二班' } }),
    deleted: (user) => event('contact.user.deleted_v3', { object: { open_id: user }, old_object: {} }),
    read: (user) => event('im.message.message_read_v1', { reader: { reader_id: { open_id: user } } }),
    verification: () => ({ ...challenge('ajls384kdjx98XX'), event: {} }),
  };
  const by = (user: string) => ({ operator_id: { open_id: user } });
  const names = Object.keys(kinds);

  return (number) => {
    const what = names[number % names.length] as string;
    let payload: unknown = kinds[what]?.(`ou_${number.toString(36)}`);
    for (let times = below(4); times > 0; times -= 1) payload = mostlyInside(payload);
    const inside = Buffer.from(JSON.stringify(payload) ?? '');
    const hidden = random.next() < 0.1 ? torn(inside) : inside;
    const bytes =
      random.next() < 0.2 ? hidden : Buffer.from(JSON.stringify({ encrypt: encrypted(hidden), ...beside(payload) }));
    return { what, body: random.next() < 0.1 ? torn(bytes) : bytes };
  };

  /** Around the event there is not much, and what is changed there lets nothing in. */
  function mostlyInside(payload: unknown): unknown {
    const around = random.next() < 0.2 || typeof payload !== 'object' || payload === null || !('event' in payload);
    return around ? changed(payload) : { ...payload, event: changed(payload.event) };
  }

  function beside(payload: unknown): object {
    return random.next() < 0.05 && typeof payload === 'object' && payload !== null ? payload : {};
  }
}
