/** Invitations, and the accounts that they link to people. */
export interface InviteStore {
  add(invites: readonly NewInvite[]): Promise<void>;
  findByFingerprint(codeHash: string): Promise<Invite | null>;
  /** How many of the kind can still be used. */
  open(tenantId: string, kind: InviteKind, now: Date): Promise<number>;
  /** Compare and set: false when somebody used it in the meantime. */
  use(inviteId: string, accountId: string, now: Date): Promise<boolean>;
  /** Whether the homeroom teacher has still to say whether the account is the person's. */
  isWaiting(accountId: string, personId: string): Promise<boolean>;
  /** The account's invitations let nobody in again: what was undone is not done again with the old code. */
  forgetAccount(accountId: string): Promise<void>;
  /** Guardians' invites that were used and wait for the homeroom teacher's yes. */
  waiting(schoolId: string, classId: string): Promise<readonly WaitingInvite[]>;
  findWaiting(inviteIds: readonly string[]): Promise<readonly WaitingInvite[]>;
  /** Compare and set: false when it has been decided already. */
  decide(inviteId: string, accepted: boolean, decidedById: string, now: Date): Promise<boolean>;
}

export type InviteKind = 'administrator' | 'staff' | 'guardian';

export interface NewInvite {
  readonly id: string;
  readonly tenantId: string;
  readonly schoolId: string | null;
  readonly kind: InviteKind;
  readonly codeHash: string;
  readonly personId: string | null;
  readonly pupilId: string | null;
  readonly createdById: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface Invite extends NewInvite {
  readonly usedAt: Date | null;
  readonly usedByAccountId: string | null;
}

export interface WaitingInvite {
  readonly id: string;
  readonly schoolId: string;
  readonly classId: string;
  readonly accountId: string;
  readonly personId: string;
  readonly personName: string;
  readonly relation: string;
  readonly pupilId: string;
  readonly pupilName: string;
  /** The name that the account shows on its platform; said by itself, proves nothing. */
  readonly displayName: string | null;
}
