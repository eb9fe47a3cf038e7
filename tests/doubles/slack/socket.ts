import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { jsonOf } from '../support/body.js';
import type { CommandOf } from './control.js';
import type { Attempt, Carrier } from './push.js';
import type { Parcel, World } from './state.js';

// Socket Mode: what is pushed goes through a socket that the app opened, in envelopes that it acknowledges.

/** docs.slack.dev/apis/events-api/using-socket-mode: so many at once. */
const mostSockets = 10;
/** The client gives up a line on which it hears nothing for half a minute. */
const pingMs = 10_000;

const frames = { event: 'events_api', interaction: 'interactive', command: 'slash_commands' } as const;

const acknowledgement = z.strictObject({
  envelope_id: z.string(),
  payload: z.record(z.string(), z.unknown()).optional(),
});

type Acknowledgement = z.infer<typeof acknowledgement>;

export interface Sockets {
  /** Where the next socket may be opened, once. */
  open(): string;
  carrier(): Carrier | null;
  /** Tells every open socket to go, or cuts it; gives how many there were. */
  disconnect(options: CommandOf<'disconnect'>): number;
}

export function createSockets(world: World, server: Server, origin: () => string): Sockets {
  const tickets = new Set<string>();
  /** Those that still get something. */
  const open = new Set<WebSocket>();
  const sent = new Set<string>();
  const waiting = new Map<string, (answer: Acknowledgement | null) => void>();
  const listener = new WebSocketServer({ noServer: true });
  let turn = 0;

  server.on('upgrade', (request, stream, head) => {
    const ticket = new URL(request.url ?? '/', origin()).searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket) || open.size >= mostSockets) {
      stream.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    listener.handleUpgrade(request, stream, head, welcome);
  });

  function welcome(socket: WebSocket): void {
    open.add(socket);
    const beat = setInterval(() => socket.ping(), pingMs);
    beat.unref();
    socket.on('message', (data) => hear(String(data)));
    socket.on('error', () => {});
    socket.on('close', () => {
      open.delete(socket);
      clearInterval(beat);
    });
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: open.size,
        connection_info: { app_id: world.profile.app.id },
        debug_info: { host: 'applink-double', approximate_connection_time: 18_060 },
      }),
    );
  }

  function hear(text: string): void {
    const parsed = acknowledgement.safeParse(jsonOf(text));
    const id = parsed.success ? parsed.data.envelope_id : '';
    if (!parsed.success || !sent.has(id)) {
      world.note({ kind: 'wrong', what: 'a frame that acknowledges nothing', details: [text.slice(0, 500)] });
      return;
    }
    // Nobody waits for what comes too late or twice.
    waiting.get(id)?.(parsed.data);
  }

  function carryOver(socket: WebSocket): Carrier {
    return (parcel, attempt, reason) =>
      new Promise((resolve) => {
        const began = performance.now();
        const envelope = randomUUID();
        const finish = (answer: Acknowledgement | null, failure: string | null) => {
          clearTimeout(timer);
          socket.off('close', lost);
          waiting.delete(envelope);
          const { payload = {} } = answer ?? {};
          const body = Object.keys(payload).length === 0 ? '' : JSON.stringify(payload);
          const afterMs = Math.round(performance.now() - began);
          resolve({ status: answer ? 200 : 0, afterMs, body, failure, noRetry: false } satisfies Attempt);
        };
        const lost = () => finish(null, 'connection_failed');
        const timer = setTimeout(() => finish(null, 'http_timeout'), world.profile.push.ackMs);
        sent.add(envelope);
        waiting.set(envelope, (answer) => finish(answer, null));
        socket.once('close', lost);
        socket.send(JSON.stringify(frameOf(parcel, envelope, attempt, reason)));
      });
  }

  return {
    open() {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${origin().replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${world.profile.app.id}`;
    },
    carrier() {
      const all = [...open];
      turn += 1;
      const socket = all[turn % Math.max(1, all.length)];
      return socket ? carryOver(socket) : null;
    },
    disconnect({ reason, abrupt }) {
      const all = [...open];
      for (const socket of all) {
        open.delete(socket);
        if (abrupt) socket.terminate();
        else socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-double' } }));
      }
      return all.length;
    },
  };
}

function frameOf({ what, payload }: Parcel, envelope: string, attempt: number, reason: string | null): object {
  return {
    envelope_id: envelope,
    type: frames[what],
    accepts_response_payload: what !== 'event',
    payload,
    ...(what === 'event' ? { retry_attempt: attempt, retry_reason: reason ?? '' } : {}),
  };
}
