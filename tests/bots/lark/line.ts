import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { wait } from '../../../src/app/wait.js';
import { createLark, type Lark, type LarkDependencies, type LarkFault } from '../../../src/bots/lark/index.js';
import { data, decodeFrame, encodeFrame } from '../../doubles/lark/frames.js';
import { botOpenIdOf } from '../../doubles/lark/ids.js';

const clock = { school: () => new Date(), machine: () => new Date() };

/** An adapter that keeps long connections for these apps. */
export function connect(
  domain: string,
  apps: readonly { readonly appId: string; readonly appSecret: string }[],
  accept: LarkDependencies['accept'],
): { readonly adapter: Lark; readonly faults: readonly LarkFault[] } {
  const faults: LarkFault[] = [];
  const of = (appId: string) => {
    const appSecret = apps.find((one) => one.appId === appId)?.appSecret ?? '';
    return { appId, appSecret, workspaceId: 'w1', botOpenId: botOpenIdOf(appId) };
  };
  const adapter = createLark({
    settings: { mode: 'websocket', domain, publicUrl: null },
    host: {
      ofApp: async (appId) => of(appId),
      ofWorkspace: async () => of(apps[0]?.appId ?? ''),
      doorOf: async () => null,
      apps: async () => [...apps],
      languageOf: async () => 'en-US',
    },
    accept,
    clock,
    // Ten times as fast as in life.
    wait: (ms, signal) => wait(ms / 10, signal),
    log: (fault) => faults.push(fault),
  });
  return { adapter, faults };
}

export const isOpen = (adapter: Lark, appId: string) =>
  vi.waitFor(() => expect(adapter.state(appId)?.state).toBe('open'), { timeout: 15_000, interval: 10 });

/** What a Feishu that is wrong with itself might do: any answer, and any frame through one connection. */
export interface OddFeishu {
  readonly url: string;
  /** What is said to who asks where to connect; at first where that is. */
  answer: unknown;
  /** How often that was asked. */
  readonly asked: number;
  /** The connections that came about, the latest at the end. */
  readonly sockets: readonly WebSocket[];
  /** Sends an event through the latest, and gives what it was answered with. */
  sent(payload: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export async function openOddFeishu(pingSeconds = 60): Promise<OddFeishu> {
  const server = createServer((request, response) => {
    request.resume();
    asked += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(odd.answer));
  });
  const listener = new WebSocketServer({ server });
  const sockets: WebSocket[] = [];
  let asked = 0;
  listener.on('connection', (socket) => sockets.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ClientConfig = { ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 0, PingInterval: pingSeconds };
  const odd: OddFeishu = {
    url: `http://127.0.0.1:${port}`,
    answer: { code: 0, msg: '', data: { URL: `ws://127.0.0.1:${port}/?fpid=1&service_id=1`, ClientConfig } },
    get asked() {
      return asked;
    },
    sockets,
    async sent(payload) {
      const socket = sockets.at(-1) ?? expect.fail('nobody is connected');
      const headers = { type: 'event', message_id: String(asked), sum: '1', seq: '0', trace_id: 't' };
      const frame = { seqId: 1, logId: 1, service: 1, method: data, headers };
      const answered = new Promise<Buffer>((resolve) => {
        // What comes besides are pings.
        const hear = (bytes: Buffer) => {
          if (decodeFrame(bytes).method !== data) return;
          socket.off('message', hear);
          resolve(bytes);
        };
        socket.on('message', hear);
      });
      socket.send(encodeFrame({ ...frame, payload: Buffer.from(JSON.stringify(payload)) }));
      return JSON.parse(decodeFrame(await answered).payload.toString());
    },
    async close() {
      listener.close();
      for (const one of listener.clients) one.terminate();
      server.close();
      server.closeAllConnections();
      await once(server, 'close').catch(() => {});
    },
  };
  return odd;
}
