import { tellPerson } from '../deliveries/tell.js';
import type { Language } from '../language/language.js';
import type { Card } from '../message/card.js';
import type { Person } from '../ports/people-store.js';
import type { Ports } from '../ports/ports.js';
import type { Stores } from '../ports/stores.js';
import { type School, todayIn } from '../school/school.js';

export async function administratorsOf(
  stores: Pick<Stores, 'people'>,
  school: Pick<School, 'id' | 'zone'>,
  now: Date,
): Promise<readonly Person[]> {
  const scope = { kind: 'school', id: school.id } as const;
  return stores.people.holdersOf(school.id, ['administrator'], scope, todayIn(school, now));
}

export interface ToAdministrators {
  readonly kind: string;
  /** Names the matter: told twice, it is one message to each. */
  readonly key: string;
  readonly subjectId: string;
  card(language: Language, person: Person): Card | Promise<Card>;
}

/** What the people who look after the bot in the school have to know. */
export async function tellAdministrators(
  ports: Ports,
  stores: Stores,
  school: School,
  people: readonly Person[],
  message: ToAdministrators,
): Promise<void> {
  for (const person of people) {
    await tellPerson(ports, stores, school, {
      person,
      kind: message.kind,
      key: `${message.key}:${person.id}`,
      subjectId: message.subjectId,
      card: await message.card(person.language ?? school.language, person),
      urgency: 2,
    });
  }
}
