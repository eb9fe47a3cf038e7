import type { ChatView, MessageView } from '../wire.js';
import { read } from './api.js';
import { composer, outgoing } from './composer.js';
import { arrange, avatar, botAvatar, el } from './dom.js';
import { fromServer } from './markup.js';
import { addEarlier, markRead, messagesIn, model } from './model.js';
import { listenToPresses } from './press.js';
import { go } from './route.js';
import { dayOf, timeIn } from './time.js';
import { complain } from './toast.js';
import { botId, nameOf } from './who.js';
import { t } from './words.js';

/** Messages of one author within this time stand under one name. */
const sameBreathMs = 5 * 60_000;
/** Nearer to the end than this, the reader is at the end. */
const atEndPx = 80;

const pane = el('section', { class: 'pane thread', 'aria-labelledby': 'thread-title' });
const list = el('ol', { class: 'messages', role: 'log', 'aria-live': 'off' });
const scroll = el('div', { class: 'scroll' });
const below = el('button', { type: 'button', class: 'new-below', hidden: true, onclick: () => toEnd() });
/** What is drawn, by ref: a message that did not change keeps its element, and with it focus and open menus. */
const drawn = new Map<string, { readonly of: MessageView; readonly element: HTMLElement }>();

/** Whether the reader follows what comes in, or has scrolled back. Growing content does not change it; scrolling does. */
let following = true;

listenToPresses(list);
scroll.addEventListener('scroll', () => {
  following = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < atEndPx;
  if (following) below.hidden = true;
});
// A growing message box, a keyboard, a turned phone: the end stays in sight.
const sizes = new ResizeObserver(() => {
  if (following) toEnd();
});
sizes.observe(scroll);
sizes.observe(list);

/** The open chat: what was said, and where to write. */
export function threadPane(): HTMLElement {
  const chat = model.chats.find((one) => one.id === model.chat);
  drawn.clear();
  following = true;
  if (!chat) {
    pane.replaceChildren(el('p', { class: 'quiet center' }, t('pickChat')));
    return pane;
  }
  pane.dataset['kind'] = chat.kind;
  list.setAttribute('aria-label', t('messages'));
  below.textContent = t('newBelow');
  below.hidden = true;
  scroll.replaceChildren(list);
  pane.replaceChildren(head(chat), scroll, below, composer(chat, toEnd));
  drawThread();
  return pane;
}

/** Draws what is new or changed in the open chat, and stays at the end for a reader who is there. */
export function drawThread(): void {
  const { chat } = model;
  if (chat === null) return;
  const before = list.childElementCount;
  arrange(list, elementsOf(chat));
  if (following) toEnd();
  else if (list.childElementCount > before) below.hidden = false;
}

function toEnd(): void {
  scroll.scrollTop = scroll.scrollHeight;
  following = true;
  below.hidden = true;
  if (model.chat !== null && document.visibilityState === 'visible') markRead(model.chat);
}

function head(chat: ChatView): HTMLElement {
  const direct = chat.kind === 'direct';
  const audience = direct ? t('directWith') : `${chat.audience} · ${t('members', { count: chat.members })}`;
  return el(
    'header',
    { class: 'pane-head' },
    el(
      'button',
      { type: 'button', class: 'icon-button back', 'aria-label': t('back'), onclick: () => go(model.me?.id ?? null) },
      '‹',
    ),
    direct ? botAvatar() : avatar(chat.title),
    el(
      'div',
      { class: 'row-text' },
      el('h2', { id: 'thread-title', class: 'row-name', tabindex: -1 }, chat.title),
      el('span', { class: 'row-line' }, audience),
    ),
  );
}

function elementsOf(chat: string): HTMLElement[] {
  const messages = messagesIn(chat);
  const elements: HTMLElement[] = [];
  if (messages.length === 0) elements.push(el('li', { class: 'quiet center' }, t('noMessages')));
  else if (!model.complete.has(chat)) elements.push(earlierButton(chat, messages));
  messages.forEach((message, index) => {
    const previous = messages[index - 1];
    const newDay = previous === undefined || dayOf(previous.at) !== dayOf(message.at);
    if (newDay) elements.push(el('li', { class: 'day' }, el('span', {}, timeIn(message.at, 'day'))));
    elements.push(elementOf(message, !newDay && isSameBreath(previous, message)));
  });
  return [...elements, ...outgoing(chat)];
}

function isSameBreath(previous: MessageView, message: MessageView): boolean {
  const between = Date.parse(message.at) - Date.parse(previous.at);
  return previous.author === message.author && previous.alone === message.alone && between < sameBreathMs;
}

function elementOf(message: MessageView, continued: boolean): HTMLElement {
  const known = drawn.get(message.ref);
  if (known?.of === message) {
    known.element.classList.toggle('continued', continued);
    return known.element;
  }
  const mine = message.author === model.me?.id;
  const element = el(
    'li',
    { class: `message ${mine ? 'mine' : 'theirs'}`, 'data-key': message.key },
    mine ? null : message.author === botId ? botAvatar() : avatar(nameOf(message.author)),
    el(
      'div',
      { class: 'bubble-box' },
      el(
        'p',
        { class: 'by' },
        el('span', { class: mine ? 'unseen' : 'by-name' }, nameOf(message.author)),
        el('time', { datetime: message.at }, timeIn(message.at, 'clock')),
        message.alone ? el('span', { class: 'alone' }, t('onlyYou')) : null,
      ),
      fromServer(message.html),
    ),
  );
  element.classList.toggle('continued', continued);
  drawn.set(message.ref, { of: message, element });
  return element;
}

function earlierButton(chat: string, messages: readonly MessageView[]): HTMLElement {
  const button = el('button', { type: 'button', class: 'button plain small' }, t('earlier'));
  button.addEventListener('click', async () => {
    const as = model.me?.id;
    const before = messages[0]?.ref;
    if (as === undefined || before === undefined) return;
    button.disabled = true;
    const heightBefore = scroll.scrollHeight;
    try {
      addEarlier(chat, await read<readonly MessageView[]>('earlier', { as, chat, before }));
      if (model.chat !== chat) return;
      arrange(list, elementsOf(chat));
      // What the reader was looking at stays where it was.
      scroll.scrollTop += scroll.scrollHeight - heightBefore;
    } catch (error) {
      button.disabled = false;
      complain(error);
    }
  });
  return el('li', { class: 'center' }, button);
}
