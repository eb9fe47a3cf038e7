import { Refusal } from '../../core/errors.js';
import type { Language } from '../../core/language/language.js';
import type { Transcript } from '../../core/ports/transcript.js';
import { viewOf } from './body.js';
import { personView, type SandboxHost, type Seat } from './host.js';
import { historyPerChat, newsAtOnce } from './limits.js';
import { mayRead } from './live.js';
import type { DeskView, MessageView } from './wire.js';

/** Reads for the page: what lies in front of a person, what came before it, what came after a mark. */
export function createDesk(transcript: Transcript, host: SandboxHost) {
  async function seatOf(as: string, language: Language): Promise<Seat> {
    const seat = await host.seat(as, language);
    if (!seat) throw new Refusal('sandbox.personUnknown');
    return seat;
  }

  return {
    async open(as: string, language: Language): Promise<DeskView> {
      const { person, chats } = await seatOf(as, language);
      const ids = chats.map((chat) => chat.id);
      const newest = await transcript.latest({ chats: ids, viewer: as, perChat: historyPerChat, before: null });
      const mark = Math.max(0, ...newest.map((message) => message.mark));
      return {
        person: personView(person),
        chats,
        messages: newest.map((message) => viewOf(message, person.language)),
        mark,
      };
    },
    async earlier(as: string, chat: string, before: string, language: Language): Promise<readonly MessageView[]> {
      const { person, chats } = await seatOf(as, language);
      if (!chats.some((one) => one.id === chat)) throw new Refusal('sandbox.chatUnknown');
      const older = await transcript.latest({ chats: [chat], viewer: as, perChat: historyPerChat, before });
      return older.map((message) => viewOf(message, person.language));
    },
    /** For pages whose event stream does not get through. */
    async news(as: string, after: number, language: Language): Promise<Pick<DeskView, 'messages' | 'mark'>> {
      const { person, chats } = await seatOf(as, language);
      const reader = { viewer: as, chats: new Set(chats.map((chat) => chat.id)) };
      const news = await transcript.since([...reader.chats], after, newsAtOnce);
      const own = news.filter((message) => mayRead(reader, message));
      return { messages: own.map((message) => viewOf(message, person.language)), mark: news.at(-1)?.mark ?? after };
    },
    seatOf,
  };
}

export type Desk = ReturnType<typeof createDesk>;
