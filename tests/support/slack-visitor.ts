import { expect } from 'vitest';
import type { Done } from '../doubles/slack/people/context.js';
import type { Desk, SeenView, SeenMessage as SlackMessage } from '../doubles/slack/people/desk.js';
import type { SeenAction } from '../doubles/slack/plain.js';
import type { Slack } from '../doubles/slack/slack.js';
import { escapeMarkup, plainOf } from './markup.js';
import type { SeenMessage, Told, Visitor } from './sandbox-visitor.js';
import { sessionOf, typed } from './slack-form.js';
import { formMarkup, markupOf } from './slack-markup.js';

// The visitor of the sandbox page, in Slack: says, presses and reads as a person's client lets them, so that a story
// runs unchanged on both.

interface Options {
  readonly slack: Slack;
  readonly team: string;
  /** Until the program has done what is due: the answers to what a person does come after it has said "received". */
  readonly settle: () => Promise<unknown>;
}

/** Longer than any answer takes, on a busy machine too. */
const patienceMs = 15_000;
/** A form that was sent and is gone may be all the answer there is. */
const closedPatienceMs = 1_000;

export function visitSlack({ slack, team, settle }: Options) {
  const told = new Map<string, Told>();
  const hear = (to: string, html: string) => told.set(html, { to, html });
  return {
    told: (): readonly Told[] => [...told.values()],
    /** Sits down as the person with this account. */
    as: (user: string, name: string, group = 'other'): SlackVisitor =>
      createSlackVisitor({ slack, team, settle, user, name, group, hear }),
  };
}

interface Field {
  readonly id: string;
  readonly label: string;
  readonly hint: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: unknown;
}

interface SlackAnswer {
  readonly toast?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly form?: {
    readonly session: string;
    readonly title: string;
    readonly html: string;
    readonly fields: readonly Field[];
    readonly errors: Readonly<Record<string, string>>;
  };
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

export type SlackVisitor = ReturnType<typeof createSlackVisitor>;

function createSlackVisitor({ slack, team, settle, user, name, group, hear }: Seat) {
  const me = { team, user } as const;
  /** A message's actions as they were when it was read: what a person holds may have changed since. */
  const snapshots = new Map<string, readonly SeenAction[]>();
  /** A gesture that is made again with its key is the same event, delivered again. */
  const pushed = new Map<string, string>();

  const seenOf = (message: SlackMessage): Seen =>
    remember({
      ref: message.ts,
      key: `${message.ts}/${message.changed}`,
      chat: message.channel,
      author: message.author === 'me' ? user : message.author,
      at: new Date(Number(message.ts) * 1_000).toISOString(),
      alone: message.alone,
      html: markupOf(message),
      text: message.plain,
      preview: message.text,
      actions: message.actions,
    });

  /** A view without anything to fill in is a message that lies over the others. */
  const noticeOf = (view: SeenView): Seen =>
    remember({
      ref: view.id,
      key: `${view.id}/${view.changed}`,
      chat: 'view',
      author: 'bot',
      at: '',
      alone: true,
      html: markupOf(view),
      text: view.plain,
      preview: view.title,
      actions: view.actions,
    });

  function remember(seen: Seen): Seen {
    snapshots.set(seen.key, seen.actions);
    if (seen.author === 'bot') hear(name, seen.html);
    return { ...seen, text: plainOf(seen.html) };
  }

  async function look(): Promise<Desk> {
    return slack.ask({ do: 'look', ...me });
  }

  const allOf = (desk: Desk) => desk.channels.flatMap((channel) => channel.messages);

  async function chatOf(which: 'direct' | RegExp): Promise<string> {
    if (which === 'direct') return 'direct';
    const { channels } = await look();
    const found = channels.find((channel) => channel.kind !== 'im' && which.test(channel.name));
    return found?.id ?? expect.fail(`${name} has no chat ${String(which)}.`);
  }

  /** Does it, waits for what it causes, and gives what the person has before them then. */
  async function act(gesture: () => Promise<Done>, chat: string | null): Promise<SlackAnswer> {
    const before = (await look()).moment;
    const done = await gesture();
    await settle();
    const withinMs = 'closed' in done && done.closed === true ? closedPatienceMs : patienceMs;
    await slack.ask({ do: 'await', ...me, after: before, withinMs });
    await settle();
    await slack.ask({ do: 'settled' });
    return answerOf(await look(), before, done, chat);
  }

  function answerOf(desk: Desk, before: number, done: Done, chat: string | null): SlackAnswer {
    const fresh = allOf(desk)
      .filter((message) => message.changed > before && message.author === 'bot')
      .toSorted((left, right) => left.changed - right.changed);
    const direct = desk.channels.find((channel) => channel.kind === 'im')?.id;
    const here = fresh.filter((message) => message.channel === (chat === 'direct' ? direct : chat));
    const view = desk.views.at(-1);
    const news = view && view.changed > before ? view : undefined;
    const shown = here.at(-1) ?? fresh.at(-1);
    const card = news && news.fields.length === 0 ? noticeOf(news) : shown ? seenOf(shown) : null;
    const passing = fresh.findLast((message) => message.alone);
    const form = news && news.fields.length > 0 ? formOf(news) : undefined;
    // What was never pushed is the client's own word.
    const ours = done.pushes.length > 0 ? (news?.errors ?? {}) : {};
    for (const error of Object.values(ours)) hear(name, escapeMarkup(error));
    return {
      messages: fresh.map(seenOf),
      card,
      done,
      ...(passing ? { toast: passing.plain } : {}),
      ...(form ? { form } : {}),
      ...(news && Object.keys(news.errors).length > 0 ? { errors: news.errors } : {}),
    };
  }

  function formOf(view: SeenView): NonNullable<SlackAnswer['form']> {
    const html = formMarkup(view);
    hear(name, html);
    hear(name, escapeMarkup(view.title));
    return {
      session: sessionOf(view),
      title: view.title,
      html,
      fields: view.fields.map(({ blockId: id, label, hint, options, value }) => ({ id, label, hint, options, value })),
      errors: view.errors,
    };
  }

  function chosen(message: SeenMessage, label: string | RegExp, option?: string | RegExp) {
    const actions = snapshots.get(message.key) ?? [];
    const fits = (text: string, wanted: string | RegExp) =>
      typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
    for (const { kind, label: words, actionId, blockId, options } of actions) {
      if (!fits(words, label) || (kind === 'button') !== (option === undefined)) continue;
      if (option === undefined) return { actionId, blockId };
      const found = options.find((one) => fits(one.label, option));
      if (found) return { actionId, blockId, value: found.value };
    }
    return expect.fail(`No button ${String(label)} ${option ? `with ${String(option)}` : ''} on:\n${message.text}`);
  }

  /** The page of a form that is before the person. */
  async function pageOf(session: string): Promise<SeenView> {
    const view = (await look()).views.at(-1);
    return view && sessionOf(view) === session ? view : expect.fail(`${name} has no form ${session} open.`);
  }

  async function messages(where: 'direct' | RegExp = 'direct'): Promise<Seen[]> {
    const { channels } = await look();
    const fits = (channel: Desk['channels'][number]) =>
      where === 'direct' ? channel.kind === 'im' : channel.kind !== 'im' && where.test(channel.name);
    const found = channels.find(fits);
    // Nobody has written to this person yet: their direct chat is not opened.
    if (!found && where !== 'direct') expect.fail(`${name} has no chat ${String(where)}.`);
    return (found?.messages ?? []).map(seenOf);
  }

  return {
    id: user,
    name,
    group,
    async desk() {
      const desk = await look();
      for (const channel of desk.channels) if (channel.kind !== 'im') hear(name, escapeMarkup(channel.name));
      const chats = desk.channels.map((channel) => ({
        id: channel.id,
        kind: channel.kind === 'im' ? 'direct' : 'group',
        title: channel.name,
        members: channel.members,
      }));
      return { chats, messages: allOf(desk).map(seenOf) };
    },
    async say(text: string, where: 'direct' | RegExp = 'direct', key?: string): Promise<SlackAnswer> {
      const channel = await chatOf(where);
      return act(async () => {
        const known = key === undefined ? undefined : pushed.get(key);
        if (known !== undefined) return { pushes: [known], ack: await slack.ask({ do: 'again', push: known }) };
        const done = await slack.ask({ do: 'say', ...me, channel, text: text.replace(/@(共育|Gongyu)/i, '@bot') });
        if (key !== undefined && done.pushes[0] !== undefined) pushed.set(key, done.pushes[0]);
        return done;
      }, channel);
    },
    /** A slash command; its answer is for the asker alone. */
    async command(text: string, where: 'direct' | RegExp = 'direct'): Promise<SlackAnswer> {
      const channel = await chatOf(where);
      return act(() => slack.ask({ do: 'command', ...me, channel, text }), channel);
    },
    async press(
      message: SeenMessage,
      label: string | RegExp,
      option?: string | RegExp,
      key?: string,
    ): Promise<SlackAnswer> {
      const { chat, ref } = message;
      const on = chat === 'view' ? { view: ref } : { channel: chat, ts: ref };
      const action = chosen(message, label, option);
      return act(async () => {
        const known = key === undefined ? undefined : pushed.get(key);
        if (known !== undefined) return { pushes: [known], ack: await slack.ask({ do: 'again', push: known }) };
        const done = await slack.ask({ do: 'press', ...me, on, ...action });
        if (key !== undefined && done.pushes[0] !== undefined) pushed.set(key, done.pushes[0]);
        return done;
      }, chat);
    },
    /** A press on what stands on somebody else's message: the other's client shows it, so it is read there. */
    async pressOf(other: SeenMessage & { readonly actions?: readonly SeenAction[] }, label: string | RegExp) {
      const found = (other.actions ?? []).find((one) =>
        typeof label === 'string' ? one.label.includes(label) : label.test(one.label),
      );
      const actionId = found?.actionId ?? expect.fail(`No button ${String(label)} on:\n${other.text}`);
      return act(() => slack.ask({ do: 'forge', ...me, ts: other.ref, actionId }), 'direct');
    },
    /** Fills in the form, page by page, and sends it. */
    async submit(session: string, answers: Readonly<Record<string, unknown>>): Promise<SlackAnswer> {
      for (;;) {
        const view = await pageOf(session);
        const values = Object.fromEntries(
          view.fields.flatMap(({ blockId, options }) =>
            blockId in answers ? [[blockId, typed(answers[blockId], options)]] : [],
          ),
        );
        let errors: Readonly<Record<string, string>> = {};
        const answer = await act(async () => {
          const done = await slack.ask({ do: 'submit', ...me, view: view.id, values });
          errors = done.errors;
          return done;
        }, 'direct');
        if (Object.keys(errors).length > 0) return { ...answer, errors };
        const next = (await look()).views.at(-1);
        const goesOn = next?.id === view.id && next.changed > view.changed && sessionOf(next) === session;
        if (!goesOn || next.fields.length === 0 || Object.keys(next.errors).length > 0) return answer;
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
