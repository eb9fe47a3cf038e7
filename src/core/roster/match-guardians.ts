import type { DraftGuardian } from './draft.js';
import { areAlike, foldName } from './person-name.js';
import type { StoredGuardianship, StoredPerson } from './snapshot.js';

/** A guardian whom the pupil has, with the person. */
export interface KnownGuardian {
  readonly link: StoredGuardianship;
  readonly person: StoredPerson;
}

export interface Match extends KnownGuardian {
  readonly draft: DraftGuardian;
  /** Why they are taken for one person; the later, the less certain. */
  readonly by: 'name and phone' | 'phone' | 'name';
}

export interface Matching {
  readonly matches: readonly Match[];
  readonly unknown: readonly DraftGuardian[];
  readonly missing: readonly KnownGuardian[];
}

/**
 * Which guardians of the file are which guardians of this one pupil. It never looks at another pupil's family: a person
 * is recognized where the school has put them, or not at all.
 */
export function matchGuardians(known: readonly KnownGuardian[], drafts: readonly DraftGuardian[]): Matching {
  let missing = [...known];
  let unknown = [...drafts];
  const matches: Match[] = [];
  const take = (by: Match['by'], fits: (person: KnownGuardian, draft: DraftGuardian) => boolean) => {
    for (const draft of [...unknown]) {
      const candidates = missing.filter((one) => fits(one, draft));
      const rivals = unknown.filter((other) => candidates.some((one) => fits(one, other)));
      const [one] = candidates;
      // Of two that nothing tells apart either will do; but a number that neither has may mean one and not the other.
      const isClear = candidates.length === 1 || by === 'name and phone' || draft.phone === null;
      if (!one || !isClear || rivals.length > 1) continue;
      matches.push({ ...one, draft, by });
      missing = missing.filter((other) => other !== one);
      unknown = unknown.filter((other) => other !== draft);
    }
  };
  const sameName = ({ person }: KnownGuardian, draft: DraftGuardian) => foldName(person.name) === foldName(draft.name);
  const samePhone = ({ person }: KnownGuardian, draft: DraftGuardian) =>
    draft.phone !== null && person.phone === draft.phone;
  const sameRelation = ({ link }: KnownGuardian, draft: DraftGuardian) =>
    draft.relation === null || link.relation === draft.relation || link.relation === 'guardian';
  take('name and phone', (one, draft) => sameName(one, draft) && samePhone(one, draft) && sameRelation(one, draft));
  take('name and phone', (one, draft) => sameName(one, draft) && samePhone(one, draft));
  // A number that father and mother share says nothing about which of them it is.
  take(
    'phone',
    (one, draft) =>
      samePhone(one, draft) && (areAlike(one.person.name, draft.name) || one.link.relation === draft.relation),
  );
  take('name', (one, draft) => sameName(one, draft) && sameRelation(one, draft));
  return { matches, unknown, missing };
}
