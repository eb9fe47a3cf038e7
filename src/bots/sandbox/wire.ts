import type { Language } from '../../core/language/language.js';

export type { Language };

// What goes between the page and the server as JSON. Types alone: the page imports this file too.

/** Which of the page's groups a person stands in. */
export type PersonGroup = 'homeroom' | 'teacher' | 'checker' | 'leader' | 'guardian' | 'other';

export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly group: PersonGroup;
  readonly language: Language;
  /** Offered first to somebody who has just arrived. */
  readonly featured: boolean;
}

export interface ChatView {
  readonly id: string;
  readonly kind: 'direct' | 'group';
  readonly title: string;
  /** Who reads here, in words. */
  readonly audience: string;
  readonly members: number;
}

export interface MessageView {
  /** Grows with every post; a number in digits. */
  readonly ref: string;
  readonly mark: number;
  readonly key: string;
  readonly chat: string;
  /** External id; the bot's own is 'bot'. */
  readonly author: string;
  readonly at: string;
  /** Nobody else in the chat sees it. */
  readonly alone: boolean;
  /** Made by render.ts and by nothing else. */
  readonly html: string;
  /** One line of plain text. */
  readonly preview: string;
}

/** What one person has in front of them. */
export interface DeskView {
  readonly person: PersonView;
  readonly chats: readonly ChatView[];
  readonly messages: readonly MessageView[];
  /** Ask for news beyond this. */
  readonly mark: number;
}

export interface StateView {
  readonly workspace: string;
  readonly empty: boolean;
  readonly demo: boolean;
  readonly school: string | null;
  readonly zone: string;
  /** The moment in words of the school's wall clock, and as a `datetime-local` value. */
  readonly now: { readonly text: string; readonly short: string; readonly wall: string };
  /** "Week 3"; null in holidays. */
  readonly week: string | null;
  readonly next: { readonly text: string; readonly label: string } | null;
  readonly clockMoves: boolean;
  readonly administratorCodeNeeded: boolean;
}

/** One gesture of a person; its key is made once and kept when it is sent again. */
export type Gesture = {
  readonly key: string;
  readonly as: string;
  readonly chat: string;
} & (
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'press'; readonly token: string; readonly value?: string; readonly message: string }
  | { readonly kind: 'submit'; readonly session: string; readonly answers: Readonly<Record<string, unknown>> }
  | { readonly kind: 'open' }
);

export interface GestureAnswer {
  readonly toast?: string;
  readonly errors?: Readonly<Record<string, string>>;
  /** A form to open. */
  readonly form?: { readonly session: string; readonly title: string; readonly html: string };
  /** What the gesture itself put into the chat. */
  readonly messages: readonly MessageView[];
}

/** Long work answers in lines of JSON: what is being done, then how it ended. */
export type WorkLine =
  | { readonly line: string }
  | { readonly done: true; readonly ok: boolean; readonly lines: readonly string[] }
  | { readonly error: string };

export interface Problem {
  readonly error: string;
}
