import type { Language } from '../language/language.js';

/** Group chats bound to an audience, and who is in them. One that was unbound is found by `known` and `chatsOf` alone. */
export interface ChannelStore {
  findByChat(workspaceId: string, externalId: string): Promise<Channel | null>;
  /** Channels of an audience; `classId` null = those of the whole school. */
  ofAudience(schoolId: string, audience: ChannelAudience, classId: string | null): Promise<readonly Channel[]>;
  list(schoolId: string): Promise<readonly Channel[]>;
  /** What was last heard of a chat, whether it is bound or not; null: nothing. */
  known(workspaceId: string, externalId: string): Promise<KnownChat | null>;
  /** Gives the channel as it is kept: a chat that was bound before keeps its id. */
  bind(channel: Channel, boundById: string | null, now: Date): Promise<Channel>;
  unbind(channelId: string, now: Date): Promise<void>;
  rename(channelId: string, name: string): Promise<void>;
  /** Compare and set: false when it was away already. What is meant for it is held from here on. */
  leave(channelId: string, reason: AwayReason, now: Date): Promise<boolean>;
  comeBack(channelId: string): Promise<void>;
  /** Who is in the chat now; forgets those who left. New strangers take the confirmation away. */
  setMembers(channel: Channel, members: readonly ChatMember[], newId: () => string, now: Date): Promise<void>;
  /** As if nobody had ever looked at who is there. */
  forgetMembers(channelId: string): Promise<void>;
  /** Known = linked to a person of the school (staff, or guardian of a child of the class for a parents' chat). */
  membership(channelId: string): Promise<ChatMembership>;
  /** Those of the accounts that would be known in a chat of this kind. */
  knownAmong(
    place: Pick<Channel, 'schoolId' | 'workspaceId' | 'audience' | 'classId'>,
    externalIds: readonly string[],
  ): Promise<ReadonlySet<string>>;
  /** The chats that an account is in, each with how many people are there. */
  chatsOf(
    schoolId: string,
    workspaceId: string,
    externalId: string,
  ): Promise<readonly { readonly channel: Channel; readonly members: number }[]>;
  confirmMembers(channelId: string, personId: string, now: Date): Promise<void>;
}

export type ChannelAudience = 'staff' | 'classParents' | 'community';

/** removed: the bot was taken out · archived: nothing can be posted · gone: the platform says so, nobody knows why. */
export type AwayReason = 'removed' | 'archived' | 'gone';

export interface Channel {
  readonly id: string;
  readonly schoolId: string;
  readonly workspaceId: string;
  readonly externalId: string;
  readonly name: string;
  readonly audience: ChannelAudience;
  readonly classId: string | null;
  readonly language: Language | null;
  /** A person looked at the unknown members and said that they belong here. */
  readonly confirmedAt: Date | null;
}

export interface KnownChat {
  readonly name: string;
  readonly members: readonly ChatMember[];
}

export interface ChatMember {
  readonly externalId: string;
  readonly displayName?: string | undefined;
}

export interface ChatMembership {
  readonly members: number;
  readonly known: number;
  readonly unknown: readonly ChatMember[];
}
