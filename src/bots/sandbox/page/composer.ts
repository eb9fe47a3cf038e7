import type { ChatView } from '../wire.js';
import { act, newKey, type Where } from './acts.js';
import { Declined } from './api.js';
import { el } from './dom.js';
import { model } from './model.js';
import { t } from './words.js';

/** A message on its way, or one that did not get through. */
interface Outgoing {
  readonly key: string;
  readonly text: string;
  readonly where: Where;
  problem: string | null;
}

const tallestPx = 160;

let waiting: Outgoing[] = [];
const drafts = new Map<string, string>();
let redraw: () => void = () => undefined;

/** Told whenever what `outgoing` gives has changed. */
export function onOutgoing(draw: () => void): void {
  redraw = draw;
}

/** Where to write. Enter sends, Shift + Enter starts a new line; what is not sent yet waits here for the reader's return. */
export function composer(chat: ChatView, onSubmit: () => void): HTMLElement {
  const where: Where = { as: model.me?.id ?? '', chat: chat.id };
  const place = `${where.as}/${where.chat}`;
  const group = chat.kind === 'group';
  const box = el('textarea', {
    class: 'composer-box',
    rows: 1,
    'aria-label': t('write'),
    'aria-describedby': 'composer-keys',
    placeholder: group ? t('writeGroup') : model.me?.group === 'guardian' ? t('writeGuardian') : t('writeStaff'),
    enterkeyhint: 'send',
  });
  box.value = drafts.get(place) ?? '';
  const changed = () => {
    drafts.set(place, box.value);
    send.disabled = box.value.trim() === '';
    grow(box);
  };
  const submit = () => {
    const text = box.value;
    if (text.trim() === '') return;
    box.value = '';
    changed();
    box.focus();
    const message: Outgoing = { key: newKey(), text, where, problem: null };
    waiting.push(message);
    onSubmit();
    void deliver(message);
  };
  const send = el('button', { type: 'button', class: 'button primary send', onclick: submit }, t('send'));
  box.addEventListener('input', changed);
  box.addEventListener('keydown', (event) => {
    // While an input method is composing, Enter chooses a word; 229 is how older browsers say so.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  });
  const mention = () => {
    const name = t('mention');
    if (!box.value.startsWith(name)) box.value = `${name} ${box.value}`;
    changed();
    box.focus();
  };
  changed();
  requestAnimationFrame(() => grow(box));
  return el(
    'div',
    { class: 'composer' },
    group
      ? el('button', { type: 'button', class: 'chip', 'aria-label': t('mentionHint'), onclick: mention }, t('mention'))
      : null,
    box,
    send,
    el('p', { class: 'composer-keys', id: 'composer-keys' }, t('keys')),
  );
}

/** The messages of a chat that are still on their way. */
export function outgoing(chat: string): HTMLElement[] {
  return waiting
    .filter((message) => message.where.chat === chat && message.where.as === model.me?.id)
    .map((message) =>
      el(
        'li',
        { class: 'message mine pending' },
        el(
          'div',
          { class: 'bubble-box' },
          el('p', { class: 'said' }, message.text),
          message.problem === null
            ? el('p', { class: 'quiet' }, t('sending'))
            : el(
                'p',
                { class: 'not-sent', role: 'alert' },
                `${message.problem} `,
                el('button', { type: 'button', class: 'link', onclick: () => void deliver(message) }, t('again')),
                ' ',
                el('button', { type: 'button', class: 'link', onclick: () => drop(message) }, t('cancel')),
              ),
        ),
      ),
    );
}

async function deliver(message: Outgoing): Promise<void> {
  message.problem = null;
  redraw();
  try {
    await act({ kind: 'say', text: message.text }, message.where, message.key);
    drop(message);
  } catch (error) {
    message.problem = error instanceof Declined ? error.message : t('notSent');
    redraw();
  }
}

/** Seen in the chat already: the stream was faster than the answer. */
export function arrived(keys: readonly string[]): void {
  waiting = waiting.filter((message) => !keys.includes(`said:${message.key}`));
}

function drop(message: Outgoing): void {
  waiting = waiting.filter((one) => one !== message);
  redraw();
}

function grow(box: HTMLTextAreaElement): void {
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight + 2, tallestPx)}px`;
}
