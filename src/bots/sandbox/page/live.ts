import type { DeskView, MessageView } from '../wire.js';
import { read } from './api.js';

interface News {
  onMessages(messages: readonly MessageView[]): void;
  /** Whether the server can be reached. */
  onLink(up: boolean): void;
}

/** Interruptions in a row after which the stream is taken to be blocked on the way. */
const streamPatience = 3;
const pollEveryMs = 2_000;
/** Questions between two attempts to get the stream back. */
const pollsUntilStream = 15;

/**
 * Tells what is new for a person from the mark on: by an event stream, or by asking where streams do not pass. Only while
 * the page is looked at: a browser keeps six connections to a server, and a seventh tab would wait for ever.
 */
export function listen(as: string, from: number, news: News): () => void {
  let mark = from;
  let source: EventSource | null = null;
  let timer = 0;
  let paused = false;

  function take(messages: readonly MessageView[], upTo: number): void {
    mark = Math.max(mark, upTo);
    if (messages.length > 0) news.onMessages(messages);
  }

  function stream(): void {
    let interruptions = 0;
    source = new EventSource(`/sandbox/events?${new URLSearchParams({ as, after: String(mark) })}`);
    source.onopen = () => {
      interruptions = 0;
      news.onLink(true);
    };
    source.onmessage = (event: MessageEvent<string>) => {
      take(JSON.parse(event.data) as MessageView[], Number(event.lastEventId));
    };
    source.onerror = () => {
      interruptions += 1;
      news.onLink(false);
      if (source?.readyState !== EventSource.CLOSED && interruptions < streamPatience) return;
      source?.close();
      void poll(pollsUntilStream);
    };
  }

  async function poll(left: number): Promise<void> {
    if (paused) return;
    try {
      const { messages, mark: upTo } = await read<Pick<DeskView, 'messages' | 'mark'>>('news', {
        as,
        after: String(mark),
      });
      if (paused) return;
      take(messages, upTo);
      news.onLink(true);
      if (left <= 0) return stream();
    } catch {
      if (paused) return;
      news.onLink(false);
    }
    timer = window.setTimeout(() => void poll(left - 1), pollEveryMs);
  }

  function pause(): void {
    paused = true;
    source?.close();
    window.clearTimeout(timer);
  }

  function follow(): void {
    pause();
    if (document.visibilityState !== 'visible') return;
    paused = false;
    stream();
  }

  follow();
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    pause();
  };
}
