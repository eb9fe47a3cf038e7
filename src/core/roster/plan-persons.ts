import type { DraftGuardian } from './draft.js';
import { groupBy } from './group-by.js';
import type { IssueLog } from './issue.js';
import { differences, type PlanDraft } from './roster-plan.js';
import type { RosterSnapshot, StoredPerson } from './snapshot.js';

/** What one row of the file says about a person whom the school has. */
export interface PersonWish {
  readonly personId: string;
  readonly draft: DraftGuardian;
}

/**
 * Names, telephone numbers and addresses of persons as the file has them. Where its rows differ about one person, what
 * stands is kept and the difference told. An empty cell erases nothing.
 */
export function planPersons(
  wishes: readonly PersonWish[],
  snapshot: RosterSnapshot,
  plan: PlanDraft,
  log: IssueLog,
): ReadonlySet<string> {
  const persons = new Map(snapshot.persons.map((person) => [person.id, person]));
  const byPhone = groupBy(snapshot.persons, (person) => person.phone ?? '');
  const changed = new Set<string>();
  for (const [personId, same] of groupBy(wishes, (wish) => wish.personId)) {
    const person = persons.get(personId);
    const [first] = same;
    if (!person || !first) continue;
    const agreed = <Key extends 'name' | 'phone' | 'email' | 'language'>(key: Key): StoredPerson[Key] => {
      const said = new Set(same.map(({ draft }) => draft[key] ?? null).filter((value) => value !== null));
      const [value] = said;
      if (said.size > 1) log.warn('guardian-rows-disagree', first.draft.at, person.name, { what: key });
      return said.size === 1 ? (value as StoredPerson[Key]) : person[key];
    };
    const wanted = {
      name: agreed('name'),
      phone: agreed('phone'),
      email: agreed('email'),
      language: agreed('language'),
    };
    const change = differences<StoredPerson>(person, wanted);
    if (!change) continue;
    plan.persons.changed.push(change);
    changed.add(personId);
    if (change.name !== undefined) log.warn('guardian-renamed', first.draft.at, change.name, { before: person.name });
    const [owner] = change.phone ? (byPhone.get(change.phone) ?? []) : [];
    if (owner)
      log.warn('phone-of-another', first.draft.at, change.phone ?? null, { name: person.name, other: owner.name });
  }
  return changed;
}
