import type { Transcript, TranscriptMessage } from '../../core/ports/transcript.js';
import { newsAtOnce, pollEveryMs } from './limits.js';

/** A page that is told what is new. */
export interface Listener {
  readonly viewer: string;
  /** Read anew before each look. */
  chats: ReadonlySet<string>;
  /** The last mark it has been told. */
  mark: number;
  tell(messages: readonly TranscriptMessage[]): void;
}

export interface Live {
  /** @returns what to call when the page is gone. */
  join(listener: Listener): () => void;
  /** Something was posted by this process: look now. Losing a ring costs one interval. */
  ring(): void;
  readonly listening: number;
  close(): void;
}

/**
 * One look at the transcript for everybody who listens, and none while nobody does. Other processes post too, so that
 * it looks at an interval; marks make it harmless to look twice.
 */
export function createLive(transcript: Transcript, onError: (error: unknown) => void): Live {
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  let rung = false;

  async function look(): Promise<void> {
    // Who joins during the question has not been asked for and keeps the own mark.
    const present = [...listeners];
    const chats = new Set(present.flatMap((listener) => [...listener.chats]));
    const mark = Math.min(...present.map((listener) => listener.mark));
    const news = await transcript.since([...chats], mark, newsAtOnce);
    const last = news.at(-1);
    if (!last) return;
    for (const listener of present.filter((one) => listeners.has(one))) {
      const own = news.filter((message) => message.mark > listener.mark && mayRead(listener, message));
      listener.mark = Math.max(listener.mark, last.mark);
      if (own.length > 0) listener.tell(own);
    }
    if (news.length === newsAtOnce) rung = true;
  }

  async function lookAndWait(): Promise<void> {
    clearTimeout(timer);
    looking = true;
    rung = false;
    try {
      await look();
    } catch (error) {
      onError(error);
    }
    looking = false;
    wait(rung ? 0 : pollEveryMs);
  }

  function wait(ms: number): void {
    clearTimeout(timer);
    timer = listeners.size > 0 ? setTimeout(() => void lookAndWait(), ms).unref() : undefined;
  }

  return {
    join(listener) {
      listeners.add(listener);
      if (!looking) wait(0);
      else rung = true;
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearTimeout(timer);
      };
    },
    ring() {
      if (looking) rung = true;
      else wait(0);
    },
    get listening() {
      return listeners.size;
    },
    close() {
      listeners.clear();
      clearTimeout(timer);
    },
  };
}

/** What is for another account alone is not even sent to the page. */
export function mayRead(reader: Pick<Listener, 'viewer' | 'chats'>, message: TranscriptMessage): boolean {
  return reader.chats.has(message.chat) && (message.onlyFor === null || message.onlyFor === reader.viewer);
}
