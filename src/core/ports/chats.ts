/** What the platforms say of their chats and accounts when they are asked. `null`: the workspace's platform is off. */
export interface Chats {
  /** @throws DeliveryError, as a messenger does: 'gone' for a chat that is not there or does not let the bot in. */
  look(workspaceId: string, chat: string): Promise<ChatFacts | null>;
  /** Only when the person asked to be found by it. @throws DeliveryError. */
  emailOf(workspaceId: string, accountExternalId: string): Promise<AccountEmail | null>;
  /** Whether one call there writes to many, so that a message that is the same to all is worth being it. Asks nobody. */
  takesCirculars(workspaceId: string): boolean;
}

/** A group chat as its platform has it now. */
export interface ChatFacts {
  /** What people call it there, without a sign of the platform's own in front. */
  readonly name: string;
  /**
   * Who else may come into it. organizations: it belongs to another organisation, too, which lets in whom it likes ·
   * outsiders: single people from outside may be let in, such as families on accounts of their own.
   */
  readonly openTo: 'nobody' | 'outsiders' | 'organizations';
  /** Nothing can be posted there for now. */
  readonly archived: boolean;
  /** Everybody but bots, this one included. */
  readonly members: readonly ChatPerson[];
}

export interface ChatPerson {
  readonly externalId: string;
  readonly displayName?: string | undefined;
  /** From outside the organisation, let in with an account that sees only some chats. */
  readonly guest: boolean;
}

export interface AccountEmail {
  readonly address: string;
  /** The platform has made sure that the account's holder reads it. */
  readonly verified: boolean;
}
