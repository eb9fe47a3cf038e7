/**
 * What a chat platform of our own (the sandbox) remembers of its chats. It is the platform's state and never shares a
 * transaction with a delivery; other platforms keep theirs on their own servers.
 */
export interface Transcript {
  /** Posting with a key that is known changes nothing and gives the first post. */
  post(message: TranscriptPost, at: Date): Promise<TranscriptMessage>;
  /** Replaces the body; unknown refs give false, the same body again gives true and moves nothing. */
  change(ref: string, body: unknown): Promise<boolean>;
  find(chat: string, key: string): Promise<TranscriptMessage | null>;
  /** The newest messages of each chat, oldest first. */
  latest(page: TranscriptPage): Promise<readonly TranscriptMessage[]>;
  /** Messages of these chats that are new or changed after the mark, in the order of their marks. */
  since(chats: readonly string[], mark: number, limit: number): Promise<readonly TranscriptMessage[]>;
}

export interface TranscriptPost {
  readonly chat: string;
  readonly key: string;
  /** External id of the author; the bot's own is 'bot'. */
  readonly author: string;
  /** Only this account sees it (an answer to a command in a group). */
  readonly onlyFor: string | null;
  readonly body: unknown;
}

export interface TranscriptMessage extends TranscriptPost {
  /** Grows with every post; a number in digits. */
  readonly ref: string;
  readonly at: Date;
  /**
   * Grows with every post and change over all chats, and in the order in which they become visible: whoever has seen a
   * mark will not find a smaller one later.
   */
  readonly mark: number;
}

export interface TranscriptPage {
  readonly chats: readonly string[];
  /** What only another account may see is left out before counting. */
  readonly viewer: string;
  readonly perChat: number;
  /** Only messages older than this ref; null for the newest. */
  readonly before: string | null;
}
