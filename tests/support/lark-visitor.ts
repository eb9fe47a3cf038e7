import { expect } from 'vitest';
import type { Lark } from '../doubles/lark/lark.js';
import type { Done } from '../doubles/lark/people/context.js';
import type { Desk, SeenMessage as LarkMessage } from '../doubles/lark/people/desk.js';
import type { SeenAction } from '../doubles/lark/plain.js';
import { type FormSeen, formOn, typed } from './lark-form.js';
import { formMarkup, markupOf } from './lark-markup.js';
import { escapeMarkup, plainOf } from './markup.js';
import type { SeenMessage, Told, Visitor } from './sandbox-visitor.js';

// The visitor of the sandbox page, in Feishu: says, presses and reads as a person's client lets them, so that a story
// runs unchanged on both.

interface Options {
  readonly lark: Lark;
  readonly app: string;
  /** Until the program has done what is due: the answers to what a person does come after it has said "received". */
  readonly settle: () => Promise<unknown>;
}

/** Longer than any answer takes, on a busy machine too. */
const patienceMs = 15_000;
/** A word over the screen may be all the answer there is, or come before it. */
const afterToastMs = 1_500;

export function visitLark({ lark, app, settle }: Options) {
  const told = new Map<string, Told>();
  const hear = (to: string, html: string) => told.set(html, { to, html });
  return {
    told: (): readonly Told[] => [...told.values()],
    /** Sits down as the person whom the tenant knows by this id. */
    as: (user: string, name: string, group = 'other'): LarkVisitor =>
      createLarkVisitor({ lark, app, settle, user, name, group, hear }),
  };
}

interface LarkAnswer {
  readonly toast?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly form?: FormSeen & { readonly html: string };
  readonly messages: readonly Seen[];
  readonly card: Seen | null;
  /** What was pushed, and how the program took it. */
  readonly done: Done;
}

interface Seen extends SeenMessage {
  readonly preview: string;
  readonly actions: readonly SeenAction[];
}

interface Seat extends Options {
  readonly user: string;
  readonly name: string;
  readonly group: string;
  readonly hear: (to: string, html: string) => void;
}

export type LarkVisitor = ReturnType<typeof createLarkVisitor>;

function createLarkVisitor({ lark, app, settle, user, name, group, hear }: Seat) {
  const me = { app, user } as const;
  /** A message's actions as they were when it was read: what a person holds may have changed since. */
  const snapshots = new Map<string, readonly SeenAction[]>();
  /** A gesture that is made again with its key is the same event, delivered again. */
  const pushed = new Map<string, string>();

  function seenOf(message: LarkMessage): Seen {
    const form = formOn(message);
    const html = form ? formMarkup(form) : markupOf(message);
    const key = `${message.id}/${message.changed}`;
    snapshots.set(key, message.actions);
    if (message.author === 'bot') hear(name, html);
    return {
      ref: message.id,
      key,
      chat: message.chat,
      author: message.author === 'me' ? user : message.author,
      at: new Date(message.atMs).toISOString(),
      alone: message.alone,
      html,
      text: plainOf(html),
      preview: message.summary,
      actions: message.actions,
    };
  }

  async function look(): Promise<Desk> {
    return lark.ask({ do: 'look', ...me });
  }

  const allOf = (desk: Desk) => desk.chats.flatMap((chat) => chat.messages);

  async function chatOf(which: 'direct' | RegExp): Promise<string> {
    if (which === 'direct') return 'direct';
    const { chats } = await look();
    const found = chats.find((chat) => chat.kind === 'group' && which.test(chat.name));
    return found?.id ?? expect.fail(`${name} has no chat ${String(which)}.`);
  }

  /** Does it, waits for what it causes, and gives what the person has before them then. */
  async function act(gesture: () => Promise<Done>, chat: string): Promise<LarkAnswer> {
    const before = (await look()).moment;
    const done = await gesture();
    await settle();
    if (done.pushes.length > 0) await answered(before);
    await settle();
    await lark.ask({ do: 'settled' });
    return answerOf(await look(), before, done, chat);
  }

  /** Until there is an answer; what the client itself refused never left it. */
  async function answered(before: number): Promise<void> {
    const { chats, moment } = await lark.ask({ do: 'await', ...me, after: before, withinMs: patienceMs });
    const messages = chats.flatMap((one) => one.messages);
    if (messages.some((one) => one.changed > before && one.author === 'bot')) return;
    await lark.ask({ do: 'await', ...me, after: moment, withinMs: afterToastMs });
  }

  /** As Feishu delivers again what was not answered: only events are. */
  async function again(key: string | undefined, gesture: () => Promise<Done>): Promise<Done> {
    const known = key === undefined ? undefined : pushed.get(key);
    if (known !== undefined) return { pushes: [known], ack: await lark.ask({ do: 'again', push: known }) };
    const done = await gesture();
    if (key !== undefined && done.pushes[0] !== undefined) pushed.set(key, done.pushes[0]);
    return done;
  }

  function answerOf(desk: Desk, before: number, done: Done, chat: string): LarkAnswer {
    const fresh = allOf(desk)
      .filter((message) => message.changed > before && message.author === 'bot')
      .toSorted((left, right) => left.changed - right.changed);
    const direct = desk.chats.find((one) => one.kind === 'p2p')?.id;
    const here = fresh.filter((message) => message.chat === (chat === 'direct' ? direct : chat));
    const shown = here.at(-1) ?? fresh.at(-1);
    const form = fresh.map(formOn).findLast((one) => one !== null) ?? null;
    const toast = desk.toasts.findLast((one) => one.changed > before);
    if (toast) hear(name, escapeMarkup(toast.content));
    if (form) hear(name, escapeMarkup(form.title));
    return {
      messages: fresh.map(seenOf),
      card: shown ? seenOf(shown) : null,
      done,
      ...(toast ? { toast: toast.content } : {}),
      ...(form ? { form: { ...form, html: formMarkup(form) } } : {}),
      ...(form && Object.keys(form.errors).length > 0 ? { errors: form.errors } : {}),
    };
  }

  function chosen(message: SeenMessage, label: string | RegExp, option?: string | RegExp) {
    const actions = snapshots.get(message.key) ?? [];
    const fits = (text: string, wanted: string | RegExp) =>
      typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
    for (const { kind, label: words, at, options } of actions) {
      if (!fits(words, label) || (kind === 'select') !== (option !== undefined)) continue;
      if (option === undefined) return { at };
      const found = options.find((one) => fits(one.label, option));
      if (found) return { at, value: found.value };
    }
    return expect.fail(`No button ${String(label)} ${option ? `with ${String(option)}` : ''} on:\n${message.text}`);
  }

  /** The form as it stands on its card now. */
  async function formOf(session: string): Promise<FormSeen | null> {
    const message = allOf(await look()).find((one) => one.id === session);
    return message ? formOn(message) : null;
  }

  async function messages(where: 'direct' | RegExp = 'direct'): Promise<Seen[]> {
    const { chats } = await look();
    const fits = (chat: Desk['chats'][number]) =>
      where === 'direct' ? chat.kind === 'p2p' : chat.kind === 'group' && where.test(chat.name);
    const found = chats.find(fits);
    // Nobody has written to this person yet: their direct chat is not opened.
    if (!found && where !== 'direct') expect.fail(`${name} has no chat ${String(where)}.`);
    return (found?.messages ?? []).filter((one) => !one.recalled).map(seenOf);
  }

  return {
    id: user,
    name,
    group,
    async desk() {
      const desk = await look();
      for (const chat of desk.chats) if (chat.kind === 'group') hear(name, escapeMarkup(chat.name));
      const chats = desk.chats.map((chat) => ({
        id: chat.id,
        kind: chat.kind === 'p2p' ? 'direct' : 'group',
        title: chat.name,
        members: chat.members,
      }));
      return { chats, messages: allOf(desk).map(seenOf) };
    },
    async say(text: string, where: 'direct' | RegExp = 'direct', key?: string): Promise<LarkAnswer> {
      const chat = await chatOf(where);
      const words = text.replace(/@(共育|Gongyu)/i, '@bot');
      return act(() => again(key, () => lark.ask({ do: 'say', ...me, chat, text: words })), chat);
    },
    /** A point of the menu of the direct chat. */
    menu: (key: string): Promise<LarkAnswer> => act(() => lark.ask({ do: 'menu', ...me, key }), 'direct'),
    async press(
      message: SeenMessage,
      label: string | RegExp,
      option?: string | RegExp,
      key?: string,
    ): Promise<LarkAnswer> {
      const action = chosen(message, label, option);
      return act(
        () => again(key, () => lark.ask({ do: 'press', ...me, message: message.ref, ...action })),
        message.chat,
      );
    },
    /** A press on what stands on somebody else's message: the other's client shows it, so it is read there. */
    async pressOf(other: SeenMessage & { readonly actions?: readonly SeenAction[] }, label: string | RegExp) {
      const found = (other.actions ?? []).find((one) =>
        typeof label === 'string' ? one.label.includes(label) : label.test(one.label),
      );
      if (!found) expect.fail(`No button ${String(label)} on:\n${other.text}`);
      return act(() => lark.ask({ do: 'forge', ...me, message: other.ref, value: found.value }), 'direct');
    },
    /** Fills in the form, page by page, and sends it. */
    async submit(session: string, answers: Readonly<Record<string, unknown>>): Promise<LarkAnswer> {
      for (;;) {
        const form = (await formOf(session)) ?? expect.fail(`${name} has no form ${session} open.`);
        const values = Object.fromEntries(
          form.fields.flatMap((field) => (field.id in answers ? [[field.name, typed(answers[field.id], field)]] : [])),
        );
        let refused: Readonly<Record<string, string>> = {};
        const answer = await act(async () => {
          const done = await lark.ask({ do: 'submit', ...me, message: session, values });
          refused = done.errors;
          return done;
        }, 'direct');
        if (Object.keys(refused).length > 0) {
          const named = form.fields.filter((field) => field.name in refused);
          return { ...answer, errors: Object.fromEntries(named.map((field) => [field.id, refused[field.name] ?? ''])) };
        }
        const next = await formOf(session);
        if (next === null || Object.keys(next.errors).length > 0) return answer;
        if (next.fields.every((field, place) => field.name === form.fields[place]?.name)) return answer;
      }
    },
    messages,
    async find(text: string | RegExp, where: 'direct' | RegExp = 'direct'): Promise<Seen> {
      const all = await messages(where);
      const fits = (one: Seen) => (typeof text === 'string' ? one.text.includes(text) : text.test(one.text));
      const found = all.findLast((one) => one.author === 'bot' && fits(one));
      const among = all.map((one) => one.text).join('\n---\n');
      return found ?? expect.fail(`${name} sees no message with ${String(text)} among:\n${among}`);
    },
  } satisfies Visitor & Record<string, unknown>;
}
