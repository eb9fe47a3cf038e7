import type { Turn } from '../inbox/turn.js';
import type { Person } from '../ports/people-store.js';
import type { Stores } from '../ports/stores.js';

/** The part of a turn that finding a listener needs; the nightly look has no more. */
type Where = Pick<Turn, 'school' | 'today'>;

/** Those whom a message reaches, first; then the others, who at least are named where it is written down. */
export async function reachableFirst(stores: Stores, people: readonly Person[]): Promise<readonly Person[]> {
  const accounts = await stores.people.accountsOf(people.map((person) => person.id));
  const reached = new Set(accounts.map((account) => account.personId));
  return [...people.filter((person) => reached.has(person.id)), ...people.filter((person) => !reached.has(person.id))];
}

/** Where nobody is a class's homeroom teacher, student affairs hear it, or who comes next: a question never ends nowhere. */
export async function officeOf({ school, today }: Where, stores: Stores): Promise<readonly Person[]> {
  const scope = { kind: 'school', id: school.id } as const;
  const people = new Map<string, Person>();
  for (const kind of ['studentAffairs', 'principal', 'administrator'] as const) {
    for (const person of await stores.people.holdersOf(school.id, [kind], scope, today)) people.set(person.id, person);
  }
  return reachableFirst(stores, [...people.values()]);
}

/** Who hears of danger: the persons named for it who are still staff here, else the office; those who can be reached first. */
export async function alertListeners(where: Where, stores: Stores): Promise<readonly Person[]> {
  const { school, today } = where;
  const named: Person[] = [];
  for (const person of await stores.people.find(school.settings.emergency.alertPersonIds)) {
    if ((await stores.people.rolesAt(school.id, person.id, today)).length > 0) named.push(person);
  }
  return reachableFirst(stores, [
    ...new Map([...named, ...(await officeOf(where, stores))].map((one) => [one.id, one])).values(),
  ]);
}
