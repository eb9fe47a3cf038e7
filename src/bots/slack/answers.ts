import { DeliveryError } from '../../core/errors.js';
import type { Language } from '../../core/language/language.js';
import { say } from '../../core/language/say.js';
import { type Card, notice } from '../../core/message/card.js';
import type { Reply } from '../../core/message/reply.js';
import type { Wait } from '../../core/ports/clock.js';
import type { Installation } from './host.js';
import type { Way } from './inbound.js';
import { renderCard, type SlackMessage } from './render.js';
import { renderForm } from './render-form.js';
import { renderHome } from './render-home.js';
import { renderNotice } from './render-notice.js';
import { answerPatienceMs, perChatMs } from './timing.js';
import type { WebApi } from './web-api.js';

export interface AnswerContext {
  readonly api: WebApi;
  /** The program's own address, for links of ours. */
  readonly origin: string | undefined;
  readonly wait: Wait;
}

/** Where an answer goes, and to whom. */
export interface Addressee {
  readonly of: Installation;
  readonly way: Exclude<Way, { by: 'form' } | { by: 'message' }>;
  readonly user: string;
  readonly language: Language;
}

/**
 * Gives a reply back to whoever caused it, after Slack was told that the event has arrived. A reply is a courtesy: what
 * must not be lost is a delivery. Where the short way fails (a used-up address, a message that is gone), the person is
 * answered in the direct chat.
 */
export async function giveAnswer(context: AnswerContext, addressee: Addressee, reply: Reply): Promise<void> {
  const { of, way, user, language } = addressee;
  const card = reply.card ?? (reply.toast === undefined ? null : notice(reply.toast));
  try {
    if (reply.open) await openForm(context, addressee, reply.open);
    if (card) await show(context, addressee, card, reply.card === undefined);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    // A trigger lives three seconds: the form waits, and the same button opens it again.
    const late = reply.open ? notice(say(reply.language ?? language, 'slack.openAgain'), 'attention') : card;
    if (late && way.by !== 'nothing') await tell(context, of, user, late, reply.language ?? language);
  }
}

async function openForm(
  { api }: AnswerContext,
  { of, way, language }: Addressee,
  form: NonNullable<Reply['open']>,
): Promise<void> {
  const trigger = 'trigger' in way ? way.trigger : null;
  if (trigger === null) throw new DeliveryError({ kind: 'refused', code: 'no_trigger' });
  const view = renderForm(form, language);
  await (way.by === 'modal' ? api.pushView(of, trigger, view) : api.openView(of, trigger, view));
}

/** @param passing a word that takes the place of nothing. */
async function show(context: AnswerContext, addressee: Addressee, card: Card, passing: boolean): Promise<void> {
  const { api, origin } = context;
  const { of, way, user, language } = addressee;
  const messages = renderCard(card, language, 'native', origin);
  const [first, ...rest] = messages;
  const respond = async (url: string, replace: boolean) => {
    for (const [place, message] of messages.entries()) {
      const taken = await api.respond(url, { ...message, replace_original: replace && place === 0 });
      // An address takes five posts: what is left of a long answer, or all of it, goes to the direct chat.
      if (!taken) return post(context, of, user, messages.slice(place));
    }
  };
  switch (way.by) {
    case 'response':
      return respond(way.url, way.replace && !passing);
    case 'update':
      if (passing) return way.url ? respond(way.url, false) : post(context, of, way.channel, messages);
      try {
        await api.update(of, { channel: way.channel, ts: way.ts, ...first });
      } catch (error) {
        // Fifty changes a minute in a workspace: on a Friday more buttons are pressed. The press brought its own way.
        if (!(error instanceof DeliveryError) || way.url === null) throw error;
        return respond(way.url, true);
      }
      return post(context, of, way.channel, rest);
    case 'ephemeral':
      for (const message of messages) await api.postEphemeral(of, way.channel, user, message);
      return;
    case 'modal':
      return api.updateView(of, way.viewId, renderNotice(card, language, origin));
    case 'home':
      // The page has no place of its own for an answer to a press on it.
      return way.trigger === null
        ? api.publishHome(of, user, renderHome([card], language, origin))
        : api.openView(of, way.trigger, renderNotice(card, language, origin));
    case 'nothing':
      return;
    default:
      return way satisfies never;
  }
}

/** In the direct chat. */
export async function tell(
  context: AnswerContext,
  of: Installation,
  user: string,
  card: Card,
  language: Language,
): Promise<void> {
  await post(context, of, user, renderCard(card, language, 'native', context.origin));
}

/** One after the other, as fast as the channel takes them. */
async function post(
  { api, wait }: AnswerContext,
  of: Installation,
  channel: string,
  messages: readonly SlackMessage[],
) {
  let patience = answerPatienceMs;
  const pause = (ms: number) => wait(ms, new AbortController().signal);
  for (const [place, message] of messages.entries()) {
    if (place > 0) await pause(perChatMs);
    while (!(await taken(message))) await pause(perChatMs);
  }

  async function taken(message: SlackMessage): Promise<boolean> {
    try {
      await api.post(of, channel, message);
      return true;
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.fault.kind !== 'later') throw error;
      const { afterMs } = error.fault;
      patience -= afterMs + perChatMs;
      if (patience < 0) throw error;
      await pause(afterMs);
      return false;
    }
  }
}
