import type { LocalDate } from '../calendar/local-date.js';
import type { Language } from '../language/language.js';

/** Identities on the platforms. */
export interface AccountStore {
  /** Notes that the account exists and how it calls itself; gives its id. */
  see(account: SeenAccount, newId: string, now: Date): Promise<string>;
  link(accountId: string, personId: string, now: Date): Promise<void>;
  setDirectChat(workspaceId: string, externalId: string, chat: string): Promise<void>;
  /** The account is nobody's from here on. */
  unlink(accountId: string): Promise<void>;
  find(accountId: string): Promise<FoundAccount | null>;
  findBy(workspaceId: string, externalId: string): Promise<FoundAccount | null>;
  /**
   * Accounts of the workspace that have been seen, in a direct chat or in a chat bound by the school, and are linked to
   * nobody. @param externalId only this one.
   */
  unlinked(
    place: { readonly workspaceId: string; readonly schoolId: string; readonly externalId?: string },
    limit: number,
  ): Promise<readonly SeenAccount[]>;
  /** Whether the account can be written to on its platform; nothing happens to one that was never seen. */
  setActive(workspaceId: string, externalId: string, active: boolean, now: Date): Promise<void>;
  /** Whether the person has an account that is switched off on its platform. */
  hasInactive(personId: string): Promise<boolean>;
  /** Many at once, each with its person; one whose external id is known is left as it is. Gives how many were added. */
  addLinked(accounts: readonly LinkedAccount[], now: Date): Promise<number>;
  addPerson(person: NewPerson): Promise<void>;
  setLanguage(personId: string, language: Language): Promise<void>;
  setRecordAtOnce(personId: string, on: boolean): Promise<void>;
  addRole(role: NewRole): Promise<void>;
}

export interface SeenAccount {
  readonly workspaceId: string;
  readonly externalId: string;
  readonly displayName?: string | undefined;
}

export interface FoundAccount {
  readonly id: string;
  readonly workspaceId: string;
  readonly externalId: string;
  readonly personId: string | null;
}

export type LinkedAccount = FoundAccount & { readonly personId: string };

export interface NewPerson {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly language: Language | null;
  readonly createdAt: Date;
}

export interface NewRole {
  readonly id: string;
  readonly schoolId: string;
  readonly personId: string;
  readonly kind: string;
  readonly scopeKind: string;
  readonly scopeId: string;
  readonly fromOn: LocalDate;
}
