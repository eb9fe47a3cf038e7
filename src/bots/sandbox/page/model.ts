import type { ChatView, DeskView, MessageView, PersonView, StateView } from '../wire.js';

/** Everything that the page knows. Panes read it and draw; what arrives changes it and says that it changed. */
export interface Model {
  state: StateView | null;
  people: readonly PersonView[];
  me: PersonView | null;
  chats: readonly ChatView[];
  /** Which chat is open. */
  chat: string | null;
  /** By chat, oldest first. */
  messages: Map<string, MessageView[]>;
  /** Chats whose beginning has been reached. */
  complete: Set<string>;
  mark: number;
}

export const model: Model = {
  state: null,
  people: [],
  me: null,
  chats: [],
  chat: null,
  messages: new Map(),
  complete: new Set(),
  mark: 0,
};

/** Fewer than a full page came: there is nothing older. The server sends this many at once. */
const pageOfHistory = 40;

export function sitDown(desk: DeskView): void {
  model.me = desk.person;
  model.chats = desk.chats;
  model.mark = desk.mark;
  model.messages = new Map(desk.chats.map((chat) => [chat.id, []]));
  upsert(desk.messages);
  model.complete = new Set(desk.chats.map((chat) => chat.id).filter((chat) => messagesIn(chat).length < pageOfHistory));
}

export function messagesIn(chat: string): readonly MessageView[] {
  return model.messages.get(chat) ?? [];
}

/** Takes in what is new, changed or older. @returns the messages that had not been seen before. */
export function upsert(incoming: readonly MessageView[]): readonly MessageView[] {
  const fresh: MessageView[] = [];
  for (const message of incoming) {
    const list = model.messages.get(message.chat);
    if (!list) continue;
    const at = list.findIndex((one) => Number(one.ref) >= Number(message.ref));
    const known = list[at]?.ref === message.ref ? list[at] : undefined;
    if (known && known.mark >= message.mark) continue;
    if (known) list[at] = message;
    else {
      list.splice(at === -1 ? list.length : at, 0, message);
      fresh.push(message);
    }
  }
  return fresh;
}

export function addEarlier(chat: string, older: readonly MessageView[]): void {
  upsert(older);
  if (older.length < pageOfHistory) model.complete.add(chat);
}

/** Newest message seen by this person in the chat, kept in the browser. */
type ReadMarks = Record<string, string>;

function readMarks(): ReadMarks {
  try {
    return JSON.parse(localStorage.getItem(readKey()) ?? '{}') as ReadMarks;
  } catch {
    return {};
  }
}

function readKey(): string {
  return `gongyu.read.${model.state?.workspace}.${model.me?.id}`;
}

export function unreadIn(chat: string): number {
  const list = messagesIn(chat);
  const seen = Number(readMarks()[chat] ?? 0);
  // Refs begin again when the data folder was emptied.
  const valid = seen <= Number(list.at(-1)?.ref ?? 0) ? seen : 0;
  return list.filter((message) => Number(message.ref) > valid && message.author !== model.me?.id).length;
}

export function markRead(chat: string): void {
  const last = messagesIn(chat).at(-1)?.ref;
  const marks = readMarks();
  if (last === undefined || marks[chat] === last) return;
  try {
    localStorage.setItem(readKey(), JSON.stringify({ ...marks, [chat]: last }));
  } catch {
    // Private windows may forbid it; then everything is new again next time.
  }
}
