import { randomUUID } from 'node:crypto';
import { escapeMarkup, plainOf, unescapeMarkup } from './markup.js';

/** A message as a visitor of the sandbox page sees it. */
export interface SeenMessage {
  readonly ref: string;
  readonly key: string;
  readonly chat: string;
  readonly author: string;
  readonly at: string;
  /** Nobody else in the chat sees it. */
  readonly alone: boolean;
  readonly html: string;
  readonly text: string;
}

interface WireMessage extends Omit<SeenMessage, 'text'> {
  readonly preview: string;
}

interface Desk {
  readonly chats: readonly {
    readonly id: string;
    readonly kind: string;
    readonly title: string;
    readonly members: number;
  }[];
  readonly messages: readonly WireMessage[];
}

interface Player {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly group: string;
}

interface Answer {
  readonly toast?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly form?: { readonly session: string; readonly title: string; readonly html: string };
  readonly messages: readonly WireMessage[];
}

/** Something that the program said to somebody, wherever it stood: for reading it all again at the end. */
export interface Told {
  readonly to: string;
  readonly html: string;
}

/** Does over HTTP what a person does on the page, and reads what stands there. */
export function visit(url: string, language: 'zh-CN' | 'en-US') {
  const headers = { 'accept-language': language, origin: new URL(url).origin };
  /** By what was said: a message that is read again is one. */
  const told = new Map<string, Told>();
  const hear = (to: string, html: string | undefined) => {
    if (html) told.set(html, { to, html });
  };

  async function get<T>(path: string): Promise<T> {
    const response = await fetch(new URL(`/sandbox/${path}`, url), { headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Long work: what it said on the way, and whether it ended well. */
  async function work(path: string, body: string | Buffer, type: string): Promise<{ ok: boolean; lines: string[] }> {
    const response = await fetch(new URL(`/sandbox/${path}`, url), {
      method: 'POST',
      headers: { ...headers, 'content-type': type },
      body,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const last = lines.at(-1);
    if (last && 'error' in last) throw new Error(String(last['error']));
    const said = (last?.['lines'] as string[] | undefined) ?? [];
    for (const line of said) hear('page', escapeMarkup(line));
    return { ok: last?.['ok'] === true, lines: said };
  }

  async function people() {
    const all = await get<Player[]>('people');
    for (const one of all) hear('page', escapeMarkup(`${one.name} ${one.role}`));
    return all;
  }

  async function state() {
    const now = await get<{
      empty: boolean;
      school: string | null;
      week: string | null;
      now: { wall: string; text: string };
      next: { label: string; text: string } | null;
    }>('state');
    hear('page', [now.now.text, now.week, now.next?.label, now.next?.text].filter(Boolean).join(' '));
    return now;
  }

  return {
    people,
    state,
    /** Everything that was shown to anybody through this visit. */
    told: (): readonly Told[] => [...told.values()],
    toNext: () => work('clock', JSON.stringify({ to: 'next' }), 'application/json'),
    to: (wall: string) => work('clock', JSON.stringify({ to: wall }), 'application/json'),
    demo: () => work('demo', '{}', 'application/json'),
    importRoster(bytes: Uint8Array, fileName: string, options: { dryRun: boolean; schoolName?: string }) {
      const query = new URLSearchParams({ fileName, dryRun: String(options.dryRun) });
      if (options.schoolName) query.set('schoolName', options.schoolName);
      return work(`roster?${query}`, Buffer.from(bytes), 'application/octet-stream');
    },
    /** Sits down as a person of this name (or the one that the test picks). */
    async as(name: string | ((person: Player) => boolean)): Promise<Visitor> {
      const found = (await people()).find((one) => (typeof name === 'string' ? one.name === name : name(one)));
      if (!found) throw new Error(`Nobody called ${String(name)} is here.`);
      return createVisitor(url, headers, found, hear);
    },
    /** Sits down as everybody, one after the other. */
    async everybody(): Promise<readonly Visitor[]> {
      return (await people()).map((one) => createVisitor(url, headers, one, hear));
    },
  };
}

export type Visit = ReturnType<typeof visit>;
export type Visitor = ReturnType<typeof createVisitor>;

function createVisitor(
  url: string,
  headers: Record<string, string>,
  { id, name, group }: Player,
  hear: (to: string, html: string | undefined) => void,
) {
  const hearMessages = (messages: readonly WireMessage[]) => {
    for (const one of messages) if (one.author === 'bot') hear(name, one.html);
  };

  async function send(gesture: Record<string, unknown>, key: string = randomUUID()): Promise<Answer> {
    const response = await fetch(new URL('/sandbox/gestures', url), {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ key, as: id, ...gesture }),
    });
    if (!response.ok) throw new Error(`${JSON.stringify(gesture)}: ${response.status} ${await response.text()}`);
    const answer = (await response.json()) as Answer;
    hearMessages(answer.messages);
    for (const said of [answer.toast, answer.form?.title, ...Object.values(answer.errors ?? {})]) {
      hear(name, said && escapeMarkup(said));
    }
    hear(name, answer.form?.html);
    return answer;
  }

  async function desk(): Promise<Desk> {
    const response = await fetch(new URL(`/sandbox/desk?as=${encodeURIComponent(id)}`, url), { headers });
    if (!response.ok) throw new Error(`desk: ${response.status} ${await response.text()}`);
    const shown = (await response.json()) as Desk;
    known = shown.chats;
    hearMessages(shown.messages);
    for (const chat of shown.chats) hear(name, escapeMarkup(chat.title));
    return shown;
  }

  /** As they were when last looked at. */
  let known: Desk['chats'] = [];
  const chatOf = async (which: 'direct' | RegExp) => {
    const fits = (chat: Desk['chats'][number]) =>
      which === 'direct' ? chat.kind === 'direct' : which.test(chat.title);
    const found = known.find(fits) ?? (await desk()).chats.find(fits);
    if (!found) throw new Error(`${name} has no chat ${String(which)}.`);
    return found.id;
  };

  const seen = (message: WireMessage): SeenMessage => ({ ...message, text: plainOf(message.html) });

  return {
    id,
    name,
    group,
    desk,
    async say(text: string, where: 'direct' | RegExp = 'direct', key?: string) {
      const answer = await send({ kind: 'say', chat: await chatOf(where), text }, key);
      return { ...answer, card: answer.messages.map(seen).findLast((one) => one.author === 'bot') ?? null };
    },
    /** Presses the button with this label on the message; a list's option when one is named. */
    async press(message: SeenMessage, label: string | RegExp, option?: string | RegExp, key?: string) {
      const { token, value } = findAction(message.html, label, option);
      const deed = { kind: 'press', chat: message.chat, token, message: message.key };
      const answer = await send(value === undefined ? deed : { ...deed, value }, key);
      return { ...answer, card: answer.messages.map(seen).at(-1) ?? null };
    },
    /** Presses a button that stands on somebody else's message, as a forged request would. */
    async pressOf(other: SeenMessage, label: string | RegExp) {
      const { token } = findAction(other.html, label);
      const answer = await send({ kind: 'press', chat: await chatOf('direct'), token, message: other.key });
      return { ...answer, card: answer.messages.map(seen).at(-1) ?? null };
    },
    async submit(session: string, answers: Readonly<Record<string, unknown>>) {
      const answer = await send({ kind: 'submit', chat: await chatOf('direct'), session, answers });
      return { ...answer, card: answer.messages.map(seen).at(-1) ?? null };
    },
    async messages(where: 'direct' | RegExp = 'direct'): Promise<SeenMessage[]> {
      const { messages } = await desk();
      const chat = await chatOf(where);
      return messages.filter((one) => one.chat === chat).map(seen);
    },
    /** The newest message of the bot that holds the text. */
    async find(text: string | RegExp, where: 'direct' | RegExp = 'direct'): Promise<SeenMessage> {
      const all = await this.messages(where);
      const found = all.findLast(
        (one) => one.author === 'bot' && (typeof text === 'string' ? one.text.includes(text) : text.test(one.text)),
      );
      if (!found)
        throw new Error(
          `${name} sees no message with ${String(text)} among:\n${all.map((one) => one.text).join('\n---\n')}`,
        );
      return found;
    },
  };
}

function findAction(html: string, label: string | RegExp, option?: string | RegExp): { token: string; value?: string } {
  const fits = (text: string, wanted: string | RegExp) =>
    typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
  if (option === undefined) {
    for (const [, token = '', text = ''] of html.matchAll(/<button[^>]*data-press="([^"]+)"[^>]*>([^<]*)<\/button>/g)) {
      if (fits(unescapeMarkup(text), label)) return { token };
    }
  } else {
    for (const [, placeholder = '', options = '', token = ''] of html.matchAll(
      /<select aria-label="([^"]*)">([\s\S]*?)<\/select><button[^>]*data-choose="([^"]+)"/g,
    )) {
      if (!fits(unescapeMarkup(placeholder), label)) continue;
      for (const [, value = '', text = ''] of options.matchAll(/<option value="([^"]*)"[^>]*>([^<]*)<\/option>/g)) {
        if (value !== '' && fits(unescapeMarkup(text), option)) return { token, value };
      }
    }
  }
  throw new Error(`No button ${String(label)} ${option ? `with ${String(option)}` : ''} on:\n${plainOf(html)}`);
}
