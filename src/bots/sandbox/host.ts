import type { Language } from '../../core/language/language.js';
import type { ChatFacts } from '../../core/ports/chats.js';
import type { ChatView, PersonGroup, PersonView } from './wire.js';

/**
 * What the sandbox is told by the program around it: who is there, which chats they have, what time it is at school.
 * `app` builds it from the stores; the sandbox knows nothing of pupils, rounds or files. Words come in the language
 * asked for. A wish that cannot be granted is a `Refusal`.
 */
export interface SandboxHost {
  state(language: Language): Promise<SandboxState>;
  cast(language: Language): Promise<Cast>;
  /** One person with the chats they are in; null when nobody has this id. */
  seat(externalId: string, language: Language): Promise<Seat | null>;
  /** A group chat and who is in it; null when there is none of this id. */
  look(workspaceId: string, chat: string): Promise<ChatFacts | null>;
  setLanguage(externalId: string, language: Language): Promise<void>;
  /** Fills the empty installation with the demo school. */
  playDemo(language: Language, report: Report): Promise<void>;
  /** All or nothing; a dry run writes nothing and says what would happen. */
  importRoster(file: RosterFile, language: Language, report: Report): Promise<RosterReport>;
  readonly clock: TimeMachine;
}

/** Moves school time, forward only, and handles every due event on the way before it goes on. */
export interface TimeMachine {
  toNext(language: Language, report: Report): Promise<void>;
  /** The school's wall clock, 'YYYY-MM-DDTHH:MM'. */
  to(wall: string, language: Language, report: Report): Promise<void>;
}

/** Says what long work is at, one sentence at a time. */
export type Report = (line: string) => void;

export interface SandboxState {
  /** The workspace's own id in the installation: the page keeps what it remembers apart by it. */
  readonly workspaceId: string;
  /** Nobody is in the roster yet. */
  readonly empty: boolean;
  readonly demo: boolean;
  readonly schoolName: string | null;
  /** IANA zone in which the times are shown. */
  readonly zone: string;
  readonly now: Date;
  /** Number of the school week (第N周), null in holidays. */
  readonly week: number | null;
  readonly next: { readonly at: Date; readonly label: string } | null;
  /** False when a real platform is configured: then school time is real time. */
  readonly clockMoves: boolean;
  readonly administratorCodeNeeded: boolean;
}

/** Everybody who can be played. */
export interface Cast {
  readonly people: readonly CastPerson[];
}

/** Where somebody sits in the sandbox: who they are and which chats they have, the direct chat with the bot first. */
export interface Seat {
  readonly workspaceId: string;
  readonly person: CastPerson;
  readonly chats: readonly CastChat[];
}

export interface CastPerson {
  readonly externalId: string;
  readonly name: string;
  /** "初一1班 班主任", "王小明、王小红 的妈妈". */
  readonly roleLabel: string;
  readonly group: PersonGroup;
  readonly language: Language;
  /** The half dozen people whom a newcomer should try first. */
  readonly featured: boolean;
}

/** A direct chat's id is `directChat(externalId)`; a group's is whatever the channel is known by. */
export type CastChat = ChatView;

export interface RosterFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly dryRun: boolean;
  /** What the school is called; asked for when there is none yet. */
  readonly schoolName: string | null;
}

export interface RosterReport {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/** The direct chat between a person and the bot. */
export function directChat(externalId: string): string {
  return `direct:${externalId}`;
}

export function personView(person: CastPerson): PersonView {
  const { externalId, name, roleLabel, group, language, featured } = person;
  return { id: externalId, name, role: roleLabel, group, language, featured };
}
