import { Refusal } from '../../core/errors.js';
import type { Language } from '../../core/language/language.js';
import type { Card } from '../../core/message/card.js';
import type { Inbound } from '../../core/message/inbound.js';
import type { Reply } from '../../core/message/reply.js';
import { cleanText } from '../../core/message/rich-text.js';
import type { Clock } from '../../core/ports/clock.js';
import type { Transcript, TranscriptMessage } from '../../core/ports/transcript.js';
import { type Body, viewOf } from './body.js';
import type { SandboxHost, Seat } from './host.js';
import { inboundOf, isCommand } from './inbound.js';
import { botId } from './outbound.js';
import { renderForm } from './render.js';
import type { ChatView, Gesture, GestureAnswer } from './wire.js';

export interface GestureDependencies {
  readonly transcript: Transcript;
  readonly receive: (inbound: Inbound) => Promise<Reply>;
  readonly host: SandboxHost;
  readonly clock: Clock;
  /** Rung when the transcript has changed. */
  readonly posted: () => void;
}

/**
 * Does what a person did on the page. Doing it again with the same key shows the same: posts are keyed by the gesture,
 * and `receive` answers a repeated event with the reply that it gave before.
 */
export function createGestures({ transcript, receive, host, clock, posted }: GestureDependencies) {
  return async (gesture: Gesture, language: Language): Promise<GestureAnswer> => {
    const { seat, chat } = await seated(host, gesture, language);
    const place = { workspaceId: seat.workspaceId, displayName: seat.person.name, chatKind: chat.kind };
    const inbound = inboundOf(gesture, place);
    const said = gesture.kind === 'say' ? await transcript.post(ownWords(gesture), clock.school()) : null;
    if (said) posted();
    const reply = inbound ? await receive(inbound) : {};
    const shown = reply.card ? await show(reply.card, gesture, seat, chat) : null;
    if (shown) posted();
    return answerOf(reply, [said, shown], seat.person.language);
  };

  /**
   * A reply is for the one who caused it. It takes the place of the pressed message where nobody else reads that
   * message; in a group it stands beside it, for the asker alone, because the others did not ask.
   */
  async function show(card: Card, gesture: Gesture, seat: Seat, chat: ChatView): Promise<TranscriptMessage | null> {
    const body: Body = { kind: 'card', card, language: seat.person.language };
    const pressed = gesture.kind === 'press' ? await transcript.find(chat.id, gesture.message) : null;
    const own = pressed !== null && (chat.kind === 'direct' || pressed.onlyFor === gesture.as);
    if (pressed && own && pressed.author === botId) {
      await transcript.change(pressed.ref, body);
      return transcript.find(chat.id, pressed.key);
    }
    const post = { chat: chat.id, key: `reply:${gesture.key}`, author: botId, onlyFor: gesture.as, body };
    return transcript.post(post, clock.school());
  }
}

/** Where the gesture is made, as the host knows it. */
async function seated(host: SandboxHost, gesture: Gesture, language: Language) {
  const seat = await host.seat(gesture.as, language);
  const chat = seat?.chats.find((one) => one.id === gesture.chat);
  if (!seat || !chat) throw new Refusal('sandbox.chatUnknown');
  return { seat, chat };
}

function ownWords({ key, as, chat, text }: Extract<Gesture, { kind: 'say' }>) {
  const body: Body = { kind: 'said', text: cleanText(text) };
  return { chat, key: `said:${key}`, author: as, onlyFor: isCommand(text) ? as : null, body };
}

function answerOf(reply: Reply, messages: readonly (TranscriptMessage | null)[], language: Language): GestureAnswer {
  const { toast, errors, open } = reply;
  return {
    ...(toast === undefined ? {} : { toast }),
    ...(errors === undefined ? {} : { errors }),
    // What is wrong is shown in the form that is open.
    ...(open === undefined || errors !== undefined
      ? {}
      : { form: { session: open.session, title: open.title, html: renderForm(open, language) } }),
    messages: messages.filter((one) => one !== null).map((one) => viewOf(one, language)),
  };
}
