import type { Role, RoleKind, ScopeKind } from '../access/role.js';
import type { LocalDate } from '../calendar/local-date.js';
import type { Language } from '../language/language.js';

/** The adults: who somebody is, what they may do, whom they care for. Pupils and classes are in `class-store.ts`. */
export interface PeopleStore {
  /** Who stands behind an account; null for a stranger. */
  findByAccount(workspaceId: string, externalId: string): Promise<Person | null>;
  find(personIds: readonly string[]): Promise<readonly Person[]>;
  /** Every role held on the day in the school. */
  rolesAt(schoolId: string, personId: string, on: LocalDate): Promise<readonly Role[]>;
  /** The schools in which the person has a role or a child on one of the days; several are asked about, never guessed. */
  affiliationsOf(personId: string, days: readonly LocalDate[]): Promise<readonly Affiliation[]>;
  /** Holders of a role of one of the kinds with exactly this scope, oldest appointment first. */
  holdersOf(
    schoolId: string,
    kinds: readonly RoleKind[],
    scope: { readonly kind: ScopeKind; readonly id: string },
    on: LocalDate,
  ): Promise<readonly Person[]>;
  /** Homeroom teachers of the classes on the day. */
  homeroomTeachersOf(
    schoolId: string,
    classIds: readonly string[],
    on: LocalDate,
  ): Promise<readonly { readonly classId: string; readonly person: Person }[]>;
  /** Guardians of the pupils on the day. A restricted guardian is never among them. */
  guardiansOf(schoolId: string, pupilIds: readonly string[], on: LocalDate): Promise<readonly Guardian[]>;
  /** Ids of the pupils whose guardian the person is on the day, restricted ones left out. */
  childrenOf(schoolId: string, personId: string, on: LocalDate): Promise<readonly string[]>;
  /** Everybody who has a role or a child in the school on the day: by role and class, then guardians. */
  everybody(schoolId: string, on: LocalDate): Promise<readonly Member[]>;
  /** One of them; null for somebody with neither on the day. */
  member(schoolId: string, personId: string, on: LocalDate): Promise<Member | null>;
  /** Persons of the tenant with this e-mail address in the roster, whatever the case of its letters. */
  byEmail(tenantId: string, address: string): Promise<readonly Person[]>;
  /** Whether the roster knows anybody's e-mail address. */
  hasEmails(tenantId: string): Promise<boolean>;
  /** Those that can be written to, with workspaces that let us in first. */
  accountsOf(personIds: readonly string[]): Promise<readonly Account[]>;
}

export interface Person {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly language: Language | null;
  /** Messages in which every line is exact are recorded without a press. */
  readonly recordAtOnce: boolean;
}

export interface Affiliation {
  readonly schoolId: string;
  readonly schoolName: string;
  readonly staff: boolean;
  readonly guardian: boolean;
}

export interface Guardian {
  readonly pupilId: string;
  readonly person: Person;
  readonly relation: string;
  readonly kind: 'legal' | 'entrusted' | 'contact';
  /** Whether the school's private notes about the child go to this guardian. */
  readonly receivesNotes: boolean;
}

/** Somebody of the school as a list of people shows them. */
export interface Member {
  readonly person: Person;
  readonly roles: readonly { readonly kind: RoleKind; readonly place: string }[];
  readonly children: readonly { readonly name: string; readonly relation: string; readonly classId: string }[];
}

export interface Account {
  readonly id: string;
  readonly personId: string;
  readonly workspaceId: string;
  readonly platform: string;
  readonly externalId: string;
  readonly directChat: string | null;
}
