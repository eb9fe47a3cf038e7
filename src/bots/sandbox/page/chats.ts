import type { ChatView, Language, MessageView } from '../wire.js';
import { avatar, botAvatar, el } from './dom.js';
import { messagesIn, model, unreadIn } from './model.js';
import { languageSwitch } from './people.js';
import { go } from './route.js';
import { timeIn } from './time.js';
import { nameOf } from './who.js';
import { t } from './words.js';

const pane = el('section', { class: 'pane chats', 'aria-labelledby': 'chats-title' });
const head = el('header', { class: 'pane-head me' });
const list = el('ul', { class: 'rows scroll' });
pane.append(head, list);
const mostCounted = 99;

/** The chosen person and what they can do about being it. */
export function chatsPane(onLanguage: (wanted: Language) => void): HTMLElement {
  const { me } = model;
  if (me) {
    head.replaceChildren(
      el(
        'button',
        { type: 'button', class: 'icon-button back', 'aria-label': t('changePerson'), onclick: () => go(null) },
        '‹',
      ),
      avatar(me.name),
      el(
        'div',
        { class: 'row-text' },
        el('h2', { id: 'chats-title', class: 'row-name', tabindex: -1 }, me.name),
        el('span', { class: 'row-line' }, me.role),
      ),
      languageSwitch(me.language, onLanguage),
    );
  } else head.replaceChildren(el('h2', { id: 'chats-title', tabindex: -1 }, t('chats')));
  drawChats();
  return pane;
}

/** The chats: who is there, what was said last, how much of it is new. The direct chat stays first; groups follow as they speak. */
export function drawChats(): void {
  const newest = (chat: ChatView) => Number(messagesIn(chat.id).at(-1)?.ref ?? 0);
  const inOrder = model.chats.toSorted(
    (a, b) => Number(b.kind === 'direct') - Number(a.kind === 'direct') || newest(b) - newest(a),
  );
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['chat'] : undefined;
  list.replaceChildren(...inOrder.map(row));
  if (inOrder.length === 0) list.append(el('li', { class: 'quiet center' }, t(model.me ? 'noChats' : 'choosePerson')));
  // The rows are new ones; a cursor that stood on one stays there.
  if (focused !== undefined) list.querySelector<HTMLElement>(`[data-chat="${CSS.escape(focused)}"]`)?.focus();
}

function row(chat: ChatView): HTMLElement {
  const last = messagesIn(chat.id).at(-1);
  const unread = unreadIn(chat.id);
  const direct = chat.kind === 'direct';
  return el(
    'li',
    {},
    el(
      'button',
      {
        type: 'button',
        class: 'row',
        'data-chat': chat.id,
        'aria-current': model.chat === chat.id && 'true',
        onclick: () => go(model.me?.id ?? null, chat.id),
      },
      direct ? botAvatar() : avatar(chat.title),
      el(
        'span',
        { class: 'row-text' },
        el(
          'span',
          { class: 'row-top' },
          el('span', { class: 'row-name' }, chat.title),
          last ? el('time', { class: 'row-time', datetime: last.at }, timeIn(last.at, 'list')) : null,
        ),
        el(
          'span',
          { class: 'row-top' },
          el('span', { class: 'row-line' }, last ? lineOf(last, direct) : direct ? t('directWith') : chat.audience),
          unread > 0
            ? el(
                'span',
                { class: 'unread' },
                el('span', { 'aria-hidden': 'true' }, unread > mostCounted ? `${mostCounted}+` : String(unread)),
                el('span', { class: 'unseen' }, t('unread', { count: unread })),
              )
            : null,
        ),
      ),
    ),
  );
}

function lineOf(message: MessageView, direct: boolean): string {
  if (direct && message.author !== model.me?.id) return message.preview;
  return t('announced', { name: nameOf(message.author), text: message.preview });
}
