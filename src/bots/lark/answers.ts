import { createHash } from 'node:crypto';
import { DeliveryError } from '../../core/errors.js';
import { pageAfter } from '../../core/forms/page-after.js';
import type { FormView } from '../../core/forms/view.js';
import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import { type Card, notice } from '../../core/message/card.js';
import type { Reply } from '../../core/message/reply.js';
import { Unrenderable } from '../../core/message/unrenderable.js';
import { isBlank, visible } from '../../core/message/visible.js';
import type { Wait } from '../../core/ports/clock.js';
import type { LarkCard } from './card-json.js';
import { refusedCard } from './errors.js';
import { renderText } from './fallback.js';
import type { Installation } from './host.js';
import type { Callback } from './inbound.js';
import { forDirectChat } from './place.js';
import { renderCard } from './render.js';
import { pagesOf, renderForm } from './render-form.js';
import { clip } from './text.js';
import { answerPatienceMs, perChatMs } from './timing.js';
import type { Outgoing, WebApi } from './web-api.js';

export interface AnswerContext {
  readonly api: WebApi;
  /** The program's own address, for links of ours. */
  readonly origin: string | undefined;
  readonly wait: Wait;
  /** Told of a fault without anything that a person wrote. */
  readonly fault: (error: unknown) => void;
}

/** What Feishu is told in answer to a press or a form; open.feishu.cn, card-callback-communication, 2025-09. */
export interface CallbackAnswer {
  readonly toast?: { readonly type: 'info' | 'warning' | 'error'; readonly content: string };
  /** In place of the card, for everybody who sees it. */
  readonly card?: { readonly type: 'raw'; readonly data: LarkCard };
}

/** A reply as Feishu can show it. */
export interface Shown {
  readonly toast: CallbackAnswer['toast'] | null;
  /** In place of the card that was pressed or filled in. */
  readonly inPlace: Message | null;
  /** Messages of their own, in the direct chat. */
  readonly further: readonly Message[];
}

interface Message {
  readonly card: LarkCard;
  /** The same in words, for a Feishu that refuses the card. */
  readonly words: () => readonly string[];
}

/** Ours; a word over the screen is read in passing. */
const toastSize = 300;

export function toast(content: string, type: 'info' | 'warning' | 'error' = 'info'): CallbackAnswer['toast'] & object {
  return { type, content: clip(visible(content), toastSize) };
}

/** What a reply becomes. In a group the card is everybody's: whoever pressed is answered in the direct chat. */
export function showReply(context: AnswerContext, way: Callback, reply: Reply, language: Language): Shown {
  const form = reply.open ? drawForm(context, way, reply.open, language) : null;
  const parts = reply.card ? drawCard(context, reply.card, language) : [];
  const word = wordOf(reply);
  if (way.place === 'group') {
    const further = [...(form ? [form] : []), ...parts];
    const hint = further.length > 0 ? toast(say(language, 'lark.talk.inDirectChat')) : null;
    return { toast: word ?? hint, inPlace: null, further };
  }
  // A form that was sent goes on where it was; one that was asked for is a message of its own.
  if (way.page !== null && form) return { toast: word, inPlace: form, further: parts };
  const [first = null, ...rest] = parts;
  return { toast: word, inPlace: first, further: form ? [...rest, form] : rest };
}

function wordOf(reply: Reply): Shown['toast'] {
  const errors = Object.values(reply.errors ?? {}).join('\n');
  if (!isBlank(errors)) return toast(errors, 'error');
  return reply.toast === undefined || isBlank(reply.toast) ? null : toast(reply.toast);
}

function drawCard({ origin, fault }: AnswerContext, card: Card, language: Language): readonly Message[] {
  try {
    const words = once(() => renderText(card, language));
    return renderCard(card, language, origin).map((part, place) => ({
      card: forDirectChat(part),
      words: () => (place === 0 ? words() : []),
    }));
  } catch (error) {
    // Stored and done: nobody is told that it failed.
    if (!(error instanceof Unrenderable)) throw error;
    fault(error);
    return [];
  }
}

function drawForm({ fault }: AnswerContext, way: Callback, view: FormView, language: Language): Message | null {
  try {
    const page = way.page === null ? 0 : pageAfter(way.page, view, pagesOf(view, language));
    return { card: forDirectChat(renderForm(view, language, page)), words: () => [] };
  } catch (error) {
    if (!(error instanceof Unrenderable)) throw error;
    fault(error);
    return null;
  }
}

/** Whom an answer goes to, by which key it is told from others. */
export interface Addressee {
  readonly of: Installation;
  readonly user: string;
  readonly key: string;
  readonly language: Language;
}

export function answerOf(shown: Shown): CallbackAnswer {
  return {
    ...(shown.toast ? { toast: shown.toast } : {}),
    ...(shown.inPlace ? { card: { type: 'raw', data: shown.inPlace.card } } : {}),
  };
}

/**
 * An answer that came after Feishu was told that one will follow: in place of the card, while its token or the message
 * allow it; otherwise, and what has no card, in the direct chat.
 */
export async function giveLate(
  context: AnswerContext,
  addressee: Addressee,
  way: Callback,
  shown: Shown,
): Promise<void> {
  const { inPlace, further } = shown;
  const word = shown.toast && !inPlace && further.length === 0 ? notice(shown.toast.content) : null;
  const messages = word ? drawCard(context, word, addressee.language) : further;
  const replaced = inPlace === null || (await replace(context, addressee, way, inPlace.card));
  await post(context, addressee, replaced || inPlace === null ? messages : [inPlace, ...messages]);
}

async function replace({ api }: AnswerContext, { of }: Addressee, way: Callback, card: LarkCard): Promise<boolean> {
  const { token, messageId } = way;
  const ways = [
    token === null ? null : () => api.lateCard(of, token, card),
    messageId === null ? null : () => api.patch(of, messageId, card),
  ];
  for (const one of ways) {
    if (one === null) continue;
    try {
      await one();
      return true;
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
    }
  }
  return false;
}

/** A sentence in the direct chat. */
export async function tell(context: AnswerContext, addressee: Addressee, words: string): Promise<void> {
  await post(context, addressee, drawCard(context, notice(words, 'attention'), addressee.language));
}

/** In the direct chat, one after the other, as fast as it takes them. Sent again with the same key they are the same messages. */
export async function post(
  { api, wait }: AnswerContext,
  { of, user, key }: Addressee,
  messages: readonly Message[],
): Promise<void> {
  let patience = answerPatienceMs;
  const pause = (ms: number) => wait(ms, new AbortController().signal);
  for (const [place, { card, words }] of messages.entries()) {
    if (place > 0) await pause(perChatMs);
    try {
      await send({ card }, `${key}:${place}`);
    } catch (error) {
      if (!(error instanceof DeliveryError) || !refusedCard(error.fault)) throw error;
      for (const [line, text] of words().entries()) await send({ text }, `${key}:${place}:${line}`);
    }
  }

  async function send(message: Outgoing, name: string): Promise<void> {
    for (;;) {
      try {
        await api.send(of, user, message, uuidOf(name));
        return;
      } catch (error) {
        if (!(error instanceof DeliveryError) || error.fault.kind !== 'later') throw error;
        patience -= error.fault.afterMs + perChatMs;
        if (patience < 0) throw error;
        await pause(error.fault.afterMs);
      }
    }
  }
}

/** At most 50 characters. */
function uuidOf(name: string): string {
  return createHash('sha256').update(`answer:${name}`).digest('base64url');
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
