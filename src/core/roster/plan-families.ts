import type { Ids } from '../ports/clock.js';
import type { DraftGuardian, RosterDraft } from './draft.js';
import { groupBy } from './group-by.js';
import type { IssueLog } from './issue.js';
import { type KnownGuardian, type Match, matchGuardians } from './match-guardians.js';
import { foldName } from './person-name.js';
import { type PersonWish, planPersons } from './plan-persons.js';
import type { PlannedPupils } from './plan-pupils.js';
import { differences, isOpen, type PlanDraft } from './roster-plan.js';
import type { RosterSnapshot, StoredGuardianship, StoredPerson } from './snapshot.js';

export interface GuardianCounts {
  added: number;
  changed: number;
  unchanged: number;
  notInFile: number;
}

interface Family {
  readonly number: string;
  readonly pupil: { readonly id: string; readonly name: string };
  readonly drafts: readonly DraftGuardian[];
  readonly ended: readonly KnownGuardian[];
  matches: Match[];
  unknown: DraftGuardian[];
  missing: KnownGuardian[];
}

/**
 * The guardians of each pupil in the file. Whoever has a link to a child reads about the child, so a person the school
 * knows is never linked to a further child by a file unless `siblings` says so; until then the file's guardian is a
 * person of its own, to whom nobody's account belongs.
 */
export function planFamilies(
  draft: RosterDraft,
  snapshot: RosterSnapshot,
  pupils: PlannedPupils,
  siblings: 'separate' | 'join',
  ids: Ids,
  plan: PlanDraft,
  log: IssueLog,
): GuardianCounts {
  const counts: GuardianCounts = { added: 0, changed: 0, unchanged: 0, notInFile: 0 };
  const families = findFamilies(draft, snapshot, pupils, plan, log);
  keepSharedNames(families, snapshot, plan);
  const everybody = groupBy(snapshot.persons, identityOf);
  const joinedHere = new Map<string, string>();
  const wishes: PersonWish[] = [];
  const touched = new Set<string>();
  for (const family of families) {
    for (const match of family.matches) {
      wishes.push({ personId: match.person.id, draft: match.draft });
      if (planLink(match, plan, log)) touched.add(match.link.id);
    }
    for (const guardian of family.unknown) {
      if (isEnded(family, guardian)) {
        log.warn('guardian-ended', guardian.at, guardian.name, { pupil: family.pupil.name });
        continue;
      }
      counts.added += 1;
      const personId = findPerson(guardian, family, everybody, joinedHere, siblings, ids, plan, log);
      plan.guardianships.added.push(newLink(guardian, personId, family.pupil.id, ids, plan));
    }
    askAboutSwap(family, everybody, log);
    for (const { person } of family.missing) {
      counts.notInFile += 1;
      log.warn('guardian-not-in-file', null, person.name, { pupil: family.pupil.name, number: family.number });
    }
  }
  const changedPersons = planPersons(wishes, snapshot, plan, log);
  for (const { link, person } of families.flatMap((family) => family.matches)) {
    if (touched.has(link.id) || changedPersons.has(person.id)) counts.changed += 1;
    else counts.unchanged += 1;
  }
  return counts;
}

function findFamilies(
  draft: RosterDraft,
  snapshot: RosterSnapshot,
  pupils: PlannedPupils,
  plan: PlanDraft,
  log: IssueLog,
): Family[] {
  const persons = new Map(snapshot.persons.map((person) => [person.id, person]));
  const links = groupBy(snapshot.guardianships, (link) => link.pupilId);
  const families: Family[] = [];
  for (const [number, drafts] of groupBy(draft.guardians, (guardian) => guardian.pupilNumber)) {
    const pupil = pupils.find(number);
    const [first] = drafts;
    if (!pupil || !first) {
      for (const one of drafts) log.error('guardian-of-nobody', one.at, number, { name: one.name });
      continue;
    }
    // Within one file this is told while reading; here for a file of guardians alone.
    const stranger = drafts.find((one) => one.pupilName !== null && foldName(one.pupilName) !== foldName(pupil.name));
    if (stranger && !draft.pupils.some((one) => one.number === number)) {
      log.error('guardian-of-another-name', stranger.at, stranger.pupilName, { number, name: pupil.name });
      continue;
    }
    const known = (links.get(pupil.id) ?? []).flatMap((link): KnownGuardian[] => {
      const person = persons.get(link.personId);
      return person ? [{ link, person }] : [];
    });
    const open = known.filter(({ link }) => isOpen(link, plan.asOf));
    const openIds = new Set(open.map(({ person }) => person.id));
    const ended = known.filter(({ link, person }) => !isOpen(link, plan.asOf) && !openIds.has(person.id));
    const { matches, unknown, missing } = matchGuardians(open, drafts);
    families.push({
      number,
      pupil,
      drafts,
      ended,
      matches: [...matches],
      unknown: [...unknown],
      missing: [...missing],
    });
  }
  return families;
}

/**
 * A guardian of several children is renamed only when every one of the children's rows says the new name; a row that
 * speaks of one child alone may be about somebody else who took over the telephone.
 */
function keepSharedNames(families: readonly Family[], snapshot: RosterSnapshot, plan: PlanDraft): void {
  const open = snapshot.guardianships.filter((link) => isOpen(link, plan.asOf));
  const links = groupBy(open, (link) => link.personId);
  const renamed = groupBy(
    families.flatMap((family) => family.matches.filter(isRename)),
    (match) => match.person.id,
  );
  for (const family of families) {
    for (const match of family.matches.filter(isRename)) {
      const agree = (renamed.get(match.person.id) ?? []).filter(
        (other) => foldName(other.draft.name) === foldName(match.draft.name),
      );
      if (agree.length === (links.get(match.person.id) ?? []).length) continue;
      family.matches = family.matches.filter((other) => other !== match);
      family.unknown.push(match.draft);
      family.missing.push(match);
    }
  }
}

function isRename(match: Match): boolean {
  return foldName(match.person.name) !== foldName(match.draft.name);
}

function identityOf(person: { readonly name: string; readonly phone: string | null }): string {
  return `${foldName(person.name)} ${person.phone ?? ''}`;
}

function findPerson(
  guardian: DraftGuardian,
  family: Family,
  everybody: ReadonlyMap<string, readonly StoredPerson[]>,
  joinedHere: Map<string, string>,
  siblings: 'separate' | 'join',
  ids: Ids,
  plan: PlanDraft,
  log: IssueLog,
): string {
  const identity = guardian.phone === null ? null : identityOf(guardian);
  const [elsewhere, another] = identity === null ? [] : (everybody.get(identity) ?? []);
  const isOwn = family.matches.some((match) => match.person.id === elsewhere?.id);
  if (elsewhere && siblings === 'join' && !another && !isOwn) return elsewhere.id;
  if (elsewhere) log.warn('guardian-elsewhere', guardian.at, guardian.name, { pupil: family.pupil.name });
  // Brothers and sisters who come in one file with the same guardian, name and number: one person, new to everybody.
  const here = identity === null ? undefined : joinedHere.get(identity);
  if (here) return here;
  const id = ids.next();
  if (identity !== null) joinedHere.set(identity, id);
  const { name, phone, email, language = null } = guardian;
  plan.persons.added.push({ id, name, phone, email, language });
  return id;
}

function newLink(
  guardian: DraftGuardian,
  personId: string,
  pupilId: string,
  ids: Ids,
  plan: PlanDraft,
): StoredGuardianship {
  const kind = guardian.kind ?? guardian.usualKind;
  const restricted = guardian.restricted ?? false;
  return {
    id: ids.next(),
    personId,
    pupilId,
    relation: guardian.relation ?? 'guardian',
    kind,
    // A contact is called in need; private notes go to those who bring the child up.
    receivesNotes: !restricted && (guardian.receivesNotes ?? kind !== 'contact'),
    restricted,
    fromOn: plan.asOf,
    toOn: null,
  };
}

function planLink({ draft, link, person }: Match, plan: PlanDraft, log: IssueLog): boolean {
  if (draft.restricted === false && link.restricted) {
    log.ask(`restriction/${draft.pupilNumber}/${person.name}`, 'restriction-lifted', draft.at, { name: person.name });
  }
  const restricted = draft.restricted ?? link.restricted;
  const change = differences(link, {
    ...(draft.relation === null ? {} : { relation: draft.relation }),
    ...(draft.kind === undefined ? {} : { kind: draft.kind }),
    restricted,
    receivesNotes: !restricted && (draft.receivesNotes ?? link.receivesNotes),
  });
  if (change) plan.guardianships.changed.push(change);
  return change !== null;
}

/** A guardian whom the school has taken off a child stays off, whatever an older list says. */
function isEnded(family: Family, guardian: DraftGuardian): boolean {
  return family.ended.some(
    ({ person }) =>
      foldName(person.name) === foldName(guardian.name) || (guardian.phone !== null && person.phone === guardian.phone),
  );
}

/** All of a child's guardians gone and another child's in their place: rows have slipped, far more often than families. */
function askAboutSwap(family: Family, everybody: ReadonlyMap<string, readonly StoredPerson[]>, log: IssueLog): void {
  if (family.matches.length > 0 || family.missing.length === 0) return;
  const other = family.unknown.find((guardian) => guardian.phone !== null && everybody.has(identityOf(guardian)));
  if (other) {
    const params = { number: family.number, name: family.pupil.name, guardian: other.name };
    log.ask(`family/${family.number}`, 'families-swapped', other.at, params);
  }
}
