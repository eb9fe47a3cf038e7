import type { Response } from 'express';
import { Refusal } from '../../core/errors.js';
import { viewOf } from './body.js';
import type { SandboxHost, Seat } from './host.js';
import { chatsStaleAfterMs, heartbeatEveryMs, listenersAtOnce, streamBacklogBytes } from './limits.js';
import type { Listener, Live } from './live.js';

/** Server-sent events: the messages that are new or changed, each batch with its last mark as the event's id. */
export function createStream(live: Live, host: SandboxHost) {
  const open = new Set<Response>();

  function join(response: Response, seat: Seat, after: number): void {
    if (live.listening >= listenersAtOnce) throw new Refusal('sandbox.tooManyPages');
    const { externalId, language } = seat.person;
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    response.flushHeaders();
    open.add(response);
    const write = (text: string) => void (response.writableEnded || response.write(text));

    const listener: Listener = {
      viewer: externalId,
      chats: chatsOf(seat),
      mark: after,
      tell: (messages) => {
        const views = messages.map((message) => viewOf(message, language));
        write(`id: ${listener.mark}\ndata: ${JSON.stringify(views)}\n\n`);
        if (response.writableLength > streamBacklogBytes) response.destroy();
      },
    };
    const leave = live.join(listener);
    const heartbeat = setInterval(() => write(':\n\n'), heartbeatEveryMs).unref();
    const refresh = setInterval(() => {
      host.seat(externalId, language).then(
        (now) => {
          if (now) listener.chats = chatsOf(now);
        },
        // The next turn asks again; until then the chats known are the chats shown.
        () => undefined,
      );
    }, chatsStaleAfterMs).unref();
    response.on('close', () => {
      leave();
      clearInterval(heartbeat);
      clearInterval(refresh);
      open.delete(response);
    });
  }

  return {
    join,
    close: () => {
      for (const response of open) response.end();
    },
  };
}

export type Stream = ReturnType<typeof createStream>;

function chatsOf(seat: Seat): ReadonlySet<string> {
  return new Set(seat.chats.map((chat) => chat.id));
}
