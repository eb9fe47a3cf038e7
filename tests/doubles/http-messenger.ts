import { Agent, request } from 'node:http';
import { DeliveryError, type DeliveryFault } from '../../src/core/errors.js';
import { renderPlain } from '../../src/core/message/plain.js';
import type { Capabilities, Messenger } from '../../src/core/ports/messenger.js';
import type { PlatformCall } from './platform-wire.js';

interface Answer {
  readonly status: number;
  readonly retryAfterMs: number;
  readonly body: { ref?: string | null; chat?: string; name?: string; code?: string };
}

/** A messenger for the strict platform: one try, a time-out, and every trouble classified. */
export function createHttpMessenger(url: string, capabilities: Capabilities, timeoutMs: number): Messenger {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });

  function ask(call: PlatformCall): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const body = JSON.stringify(call);
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const asking = request(url, { method: 'POST', agent, headers, timeout: timeoutMs }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({
            status: response.statusCode ?? 0,
            retryAfterMs: Number(response.headers['retry-after-ms'] ?? 0),
            body: text === '' ? {} : (JSON.parse(text) as Answer['body']),
          });
        });
      });
      asking.on('timeout', () => asking.destroy(new Error('timeout')));
      asking.on('error', reject);
      asking.end(body);
    });
  }

  async function call(what: PlatformCall): Promise<Answer['body']> {
    const answer = await ask(what).catch((error: NodeJS.ErrnoException) => {
      throw new DeliveryError(classifyBroken(error));
    });
    if (answer.status === 200) return answer.body;
    throw new DeliveryError(classify(answer));
  }

  return {
    platform: 'strict',
    capabilities,
    async send({ chat, key, card }) {
      const { ref } = await call({ call: 'send', chat, key, text: renderPlain(card) });
      return { messageRef: String(ref) };
    },
    async sendCircular() {
      throw new DeliveryError({ kind: 'refused', code: 'no_circulars' });
    },
    async update({ card }, messageRef) {
      await call({ call: 'update', ref: messageRef, text: renderPlain(card) });
      return { messageRef };
    },
    async openDirect(_workspaceId, account) {
      const { chat } = await call({ call: 'direct', account });
      return String(chat);
    },
    async find(_workspaceId, chat, key) {
      const { ref } = await call({ call: 'find', chat, key });
      return ref ? { messageRef: ref } : 'absent';
    },
    async look(_workspaceId, chat) {
      const { name } = await call({ call: 'look', chat });
      return { name: String(name), openTo: 'nobody', archived: false, members: [] };
    },
    emailOf: async () => null,
  };
}

function classify({ status, retryAfterMs, body }: Answer): DeliveryFault {
  const code = body.code ?? String(status);
  if (status === 429) return { kind: 'later', afterMs: retryAfterMs, scope: 'chat' };
  if (status === 404) return { kind: 'gone', code };
  return status >= 500 ? { kind: 'unknown', code } : { kind: 'refused', code };
}

function classifyBroken(error: NodeJS.ErrnoException): DeliveryFault {
  // Nobody listened, so nobody took it.
  if (error.code === 'ECONNREFUSED') return { kind: 'later', afterMs: 200, scope: 'workspace' };
  return { kind: 'unknown', code: error.code ?? 'broken' };
}
