import { randomUUID } from 'node:crypto';
import { freshId, unionIdOf } from '../../tests/doubles/lark/ids.js';
import { encrypt, signatureOf } from '../../tests/doubles/lark/seal.js';
import type { Signed } from './gestures.js';
import { app, keys, tenantKey, userOf } from './lark-stage.js';

// Gestures as Feishu encrypts and signs them.

/** Somebody's direct chat with the bot, and a card of ours in it. */
export interface Place {
  readonly index: number;
  readonly account: string;
  readonly chat: string;
  readonly card: string;
}

function sign(type: string, event: Readonly<Record<string, unknown>>, createTime: number): Signed {
  const header = {
    event_id: randomUUID().replaceAll('-', ''),
    event_type: type,
    create_time: String(createTime),
    token: keys.verificationToken,
    app_id: app.appId,
    tenant_key: tenantKey,
  };
  const payload = JSON.stringify({ schema: '2.0', header, event });
  const body = JSON.stringify({ encrypt: encrypt(payload, keys.encryptKey) });
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const nonce = randomUUID().replaceAll('-', '');
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signatureOf(timestamp, nonce, keys.encryptKey, body),
    },
  };
}

const idsOf = ({ account, index }: Place) => ({ open_id: account, union_id: unionIdOf(userOf(index)) });

export function message(place: Place, text: string): Signed {
  const now = Date.now();
  const event = {
    sender: { sender_id: idsOf(place), sender_type: 'user', tenant_key: tenantKey },
    message: {
      message_id: freshId('om_', randomUUID()),
      create_time: String(now),
      update_time: String(now),
      chat_id: place.chat,
      chat_type: 'p2p',
      message_type: 'text',
      content: JSON.stringify({ text }),
      user_agent: 'Mozilla/5.0 (measured)',
    },
  };
  return sign('im.message.receive_v1', event, now);
}

/** Marked as our own cards in direct chats are. */
export function press(place: Place, token: string): Signed {
  const event = {
    operator: { tenant_key: tenantKey, ...idsOf(place) },
    token: `c-${randomUUID().replaceAll('-', '')}`,
    action: { tag: 'button', value: { t: token, d: 1 }, timezone: 'Asia/Shanghai' },
    host: 'im_message',
    context: { open_message_id: place.card, open_chat_id: place.chat },
  };
  // Callbacks count microseconds.
  return sign('card.action.trigger', event, Date.now() * 1_000);
}
