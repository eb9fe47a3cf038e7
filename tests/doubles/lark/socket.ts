import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { createRandom } from '../../support/random.js';
import { jsonOf } from '../support/body.js';
import { data, decodeFrame, encodeFrame, type Frame } from './frames.js';
import type { Attempt, Carrier } from './push.js';
import { type App, findApp, type World } from './state.js';

// The long connection: what is pushed goes through one of the sockets that the app opened, whichever.

/** open.feishu.cn, "request-url-configuration-case": so many at once for one app. */
const mostSockets = 50;
/** What is longer comes in several frames. */
const frameBytes = 8 * 1_024;

/** The codes of the endpoint, as the SDK knows them. */
const endpointCodes = { authFailed: 514, tooMany: 1_000_040_350 } as const;

const askedSchema = z.strictObject({ AppID: z.string(), AppSecret: z.string() });
const answerSchema = z.strictObject({ code: z.number().int(), data: z.base64().optional() });
type Answer = z.infer<typeof answerSchema>;

export interface Sockets {
  /** Where the next socket may be opened, once. */
  endpoint(given: unknown): Readonly<Record<string, unknown>>;
  carrier(app: App): Carrier | null;
  /** Cuts every socket of the app; gives how many there were. */
  disconnect(app: App): number;
}

export function createSockets(world: World, server: Server, origin: () => string): Sockets {
  const tickets = new Map<string, App>();
  const open = new Map<App, Set<WebSocket>>();
  const waiting = new Map<string, (answer: Answer) => void>();
  const listener = new WebSocketServer({ noServer: true });
  const random = createRandom(world.profile.seed);
  let sent = 0;

  const socketsOf = (app: App) => {
    const known = open.get(app) ?? new Set<WebSocket>();
    open.set(app, known);
    return known;
  };
  const clientConfig = () => {
    const { reconnectSeconds, pingSeconds } = world.profile.push.socket;
    return { ReconnectCount: -1, ReconnectInterval: reconnectSeconds, ReconnectNonce: 0, PingInterval: pingSeconds };
  };
  const wrong = (what: string, details: string) =>
    world.note({ kind: 'wrong', what, details: [details.slice(0, 500)] });

  server.on('upgrade', (request, stream, head) => {
    const ticket = new URL(request.url ?? '/', origin()).searchParams.get('ticket') ?? '';
    const app = tickets.get(ticket);
    if (!app || !tickets.delete(ticket) || socketsOf(app).size >= mostSockets) {
      stream.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    listener.handleUpgrade(request, stream, head, (socket) => welcome(app, socket));
  });

  function welcome(app: App, socket: WebSocket): void {
    socketsOf(app).add(socket);
    socket.on('message', (bytes) => hear(socket, bytes as Buffer));
    socket.on('error', () => {});
    socket.on('close', () => socketsOf(app).delete(socket));
  }

  function hear(socket: WebSocket, bytes: Buffer): void {
    const frame = frameIn(bytes);
    if (!frame) {
      wrong('a frame that cannot be read', '');
    } else if (frame.method === data) {
      hearAnswer(frame);
    } else if (frame.headers['type'] === 'ping') {
      const payload = Buffer.from(JSON.stringify(clientConfig()));
      socket.send(encodeFrame({ ...frame, headers: { type: 'pong' }, payload }));
    } else {
      wrong('a frame of no known kind', JSON.stringify(frame.headers));
    }
  }

  function hearAnswer(frame: Frame): void {
    const id = frame.headers['message_id'] ?? '';
    const text = frame.payload.toString('utf8');
    const parsed = answerSchema.safeParse(jsonOf(text));
    // Nobody waits for what comes too late or twice.
    if (parsed.success) waiting.get(id)?.(parsed.data);
    else wrong('an answer that is none', text);
  }

  function carryOver(app: App, socket: WebSocket): Carrier {
    return (parcel) =>
      new Promise((resolve) => {
        const began = performance.now();
        const id = randomUUID();
        const finish = (status: number, body: string, failure: Attempt['failure']) => {
          clearTimeout(timer);
          socket.off('close', lost);
          waiting.delete(id);
          resolve({ status, afterMs: Math.round(performance.now() - began), body, failure, by: 'socket' });
        };
        const lost = () => finish(0, '', 'connection');
        const timer = setTimeout(() => finish(0, '', 'timeout'), world.profile.push.ackMs);
        waiting.set(id, ({ code, data: answer }) => {
          const body = answer === undefined ? '' : Buffer.from(answer, 'base64').toString('utf8');
          finish(code, body, code === 200 ? null : 'status');
        });
        socket.once('close', lost);
        for (const frame of framesOf(app, id, Buffer.from(JSON.stringify(parcel.payload)))) socket.send(frame);
      });
  }

  function framesOf(app: App, id: string, payload: Buffer): Buffer[] {
    const sum = Math.max(1, Math.ceil(payload.length / frameBytes));
    return Array.from({ length: sum }, (_, seq) => {
      sent += 1;
      return encodeFrame({
        seqId: sent,
        logId: sent,
        service: serviceOf(app),
        method: data,
        headers: { type: 'event', message_id: id, sum: String(sum), seq: String(seq), trace_id: `trace-${sent}` },
        payload: payload.subarray(seq * frameBytes, (seq + 1) * frameBytes),
      });
    });
  }

  return {
    endpoint(given) {
      const empty = { URL: '', ClientConfig: {} };
      const asked = askedSchema.safeParse(given);
      const app = asked.success ? findApp(world, asked.data.AppID) : null;
      if (!asked.success || !app || app.secret !== asked.data.AppSecret || !app.active)
        return { code: endpointCodes.authFailed, msg: 'auth failed', data: empty };
      if (socketsOf(app).size >= mostSockets)
        return { code: endpointCodes.tooMany, msg: 'the number of connections exceeded the limit', data: empty };
      const ticket = randomUUID();
      tickets.set(ticket, app);
      const at = origin().replace(/^http/, 'ws');
      const url = `${at}/ws/v2?fpid=493&aid=552564&device_id=${sent}&service_id=${serviceOf(app)}&ticket=${ticket}`;
      return { code: 0, msg: '', data: { URL: url, ClientConfig: clientConfig() } };
    },
    carrier(app) {
      const all = [...socketsOf(app)];
      const socket = all[Math.floor(random.between(0, all.length))];
      return socket ? carryOver(app, socket) : null;
    },
    disconnect(app) {
      const all = [...socketsOf(app)];
      for (const socket of all) socket.terminate();
      return all.length;
    },
  };
}

const serviceOf = (app: App) => [...app.tenant.apps.keys()].indexOf(app.id) + 1;

function frameIn(bytes: Buffer): Frame | null {
  try {
    return decodeFrame(bytes);
  } catch {
    return null;
  }
}
