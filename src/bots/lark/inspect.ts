import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../core/ports/clock.js';
import { createCalling } from './calling.js';
import { classify, codeOf, missingPermissions } from './errors.js';
import type { AppCredentials, Door } from './host.js';
import * as answers from './schemas.js';
import { signatureOf } from './signature.js';
import { callTimeoutMs } from './timing.js';
import { type Bot, createWebApi } from './web-api.js';

/**
 * What an operator can be told about the connection to Feishu. Asks, and changes nothing. Which events the app is subscribed
 * to, Feishu shows in its console only.
 */
export interface Inspection {
  /** Also says whether Feishu takes the id and the secret. */
  bot(app: AppCredentials): Promise<Bot | Failed>;
  scopes(app: AppCredentials): Promise<ScopesSeen | Failed>;
  /** In how many groups the bot is. */
  groups(app: AppCredentials): Promise<number | Failed>;
  chat(app: AppCredentials, chat: string): Promise<ChatSeen | Failed>;
  /** The words of the list that opens at "/". */
  commands(app: AppCredentials): Promise<readonly string[] | Failed>;
  /** Whether Feishu would open a long connection. */
  connection(app: AppCredentials): Promise<null | Failed>;
  /** Calls our own events address as Feishu does when it is entered in its console. */
  address(url: string, door: Door): Promise<AddressSeen>;
  /** How far our clock is ahead of Feishu's, in milliseconds, to the second; null: Feishu did not say. */
  aheadMs(): Promise<number | null>;
}

export interface Failed {
  /** Feishu's code, or the system's word. */
  readonly failed: string;
  /** Where a permission is missing: each of these would do. */
  readonly permissions: readonly string[];
}

export interface ScopesSeen {
  readonly granted: readonly string[];
  /** Asked for, and not yet allowed by the organisation. */
  readonly waiting: readonly string[];
}

/** gone: dissolved, or the bot is not in it. */
export type ChatSeen = 'in' | 'gone';

/** silent: nothing answers · refused: it does not take our signature · other: something else answers there. */
export type AddressSeen = 'answers' | 'silent' | 'refused' | { readonly other: number };

/** open.feishu.cn, application-v6/scope/list, 2025. */
const granted = 1;

const codeSchema = z.object({ code: z.number() });

/** @param domain an absolute URL. */
export function createInspection(clock: Clock, domain: string): Inspection {
  const calling = createCalling(clock, domain);
  const api = createWebApi(clock, domain, calling);
  const now = () => clock.machine().getTime();

  async function seen<T>(ask: Promise<T>): Promise<T | Failed> {
    return ask.catch((error: unknown) => ({ failed: codeOf(error), permissions: missingPermissions(error) }));
  }

  async function scopes(app: AppCredentials): Promise<ScopesSeen> {
    const asked = { name: 'scopes', method: 'GET', path: 'application/v6/scopes' } as const;
    const { data } = await calling.call(app, asked, answers.scopes);
    const names = data.scopes.map(({ scope_name: name, grant_status: status }) => ({
      name,
      given: status === granted,
    }));
    return {
      granted: names.filter(({ given }) => given).map(({ name }) => name),
      waiting: names.filter(({ given }) => !given).map(({ name }) => name),
    };
  }

  async function chat(app: AppCredentials, id: string): Promise<ChatSeen> {
    try {
      return (await api.chat(app, id)).dissolved ? 'gone' : 'in';
    } catch (error) {
      if (classify(error).kind === 'gone') return 'gone';
      throw error;
    }
  }

  async function connection({ appId, appSecret }: AppCredentials): Promise<null | Failed> {
    const response = await fetch(new URL('/callback/ws/endpoint', domain), {
      method: 'POST',
      headers: { 'content-type': 'application/json', locale: 'zh' },
      body: JSON.stringify({ AppID: appId, AppSecret: appSecret }),
      redirect: 'error',
      signal: AbortSignal.timeout(callTimeoutMs),
    });
    const { data } = codeSchema.safeParse(await response.json().catch(() => null));
    if (data?.code === 0) return null;
    return { failed: data ? String(data.code) : `http_${response.status}`, permissions: [] };
  }

  return {
    bot: (app) => seen(api.whoAmI(app)),
    scopes: (app) => seen(scopes(app)),
    groups: (app) => seen(api.chats(app).then(({ length }) => length)),
    chat: (app, id) => seen(chat(app, id)),
    commands: (app) => seen(api.slashCommands(app).then((listed) => listed.map(({ command }) => command))),
    connection: (app) => seen(connection(app)),
    async address(url, { encryptKey, verificationToken }) {
      const challenge = randomUUID();
      const asked = JSON.stringify({ challenge, token: verificationToken, type: 'url_verification' });
      const body = JSON.stringify({ encrypt: encrypt(asked, encryptKey) });
      const timestamp = String(Math.floor(now() / 1_000));
      const nonce = randomBytes(8).toString('hex');
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-lark-request-timestamp': timestamp,
          'x-lark-request-nonce': nonce,
          'x-lark-signature': signatureOf(timestamp, nonce, encryptKey, Buffer.from(body)).toString('hex'),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(callTimeoutMs),
      }).catch(() => null);
      if (!response) return 'silent';
      const said = await response.text().catch(() => '');
      if (response.status === 200 && said.includes(challenge)) return 'answers';
      return response.status === 401 ? 'refused' : { other: response.status };
    },
    async aheadMs() {
      const response = await fetch(domain, {
        method: 'HEAD',
        redirect: 'manual',
        signal: AbortSignal.timeout(callTimeoutMs),
      }).catch(() => null);
      const date = Date.parse(response?.headers.get('date') ?? '');
      return Number.isNaN(date) ? null : Math.trunc((now() - date) / 1_000) * 1_000;
    },
  };
}

/** As Feishu does; see decrypt.ts. */
function encrypt(text: string, encryptKey: string): string {
  const start = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), start);
  return Buffer.concat([start, cipher.update(text), cipher.final()]).toString('base64');
}
