/** What a button stands for. The button carries the token alone. */
export interface ActionDraft {
  readonly token: string;
  readonly schoolId: string;
  readonly kind: string;
  /** Ids only: never a name, never a text. */
  readonly payload: Readonly<Record<string, string | number | boolean | null>>;
  /** The one person who may press it; null = whoever the kind's own rule allows. */
  readonly personId: string | null;
  readonly expiresAt: Date;
}

export interface StoredAction extends ActionDraft {
  readonly usedAt: Date | null;
  readonly usedById: string | null;
}

export interface ActionStore {
  add(actions: readonly ActionDraft[], now: Date): Promise<void>;
  find(token: string): Promise<StoredAction | null>;
  /** Compare and set: true for exactly one of many who press at once. */
  use(token: string, personId: string, now: Date): Promise<boolean>;
  /** Removes what has expired before the instant. */
  forget(before: Date): Promise<number>;
}
