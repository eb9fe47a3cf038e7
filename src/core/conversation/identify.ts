import type { Speaker } from '../inbox/turn.js';
import type { Language } from '../language/language.js';
import type { Act, Inbound } from '../message/inbound.js';
import type { Affiliation, Person } from '../ports/people-store.js';
import type { Stores } from '../ports/stores.js';
import { loadSchool, type School, todayIn } from '../school/school.js';

export type Identity =
  /** Nobody we know. */
  | { readonly kind: 'stranger' }
  /** Known, but no longer anything here. */
  | { readonly kind: 'former'; readonly person: Person }
  /** In several schools of this workspace, and the words do not say which is meant. */
  | { readonly kind: 'severalSchools'; readonly person: Person; readonly schools: readonly Affiliation[] }
  | { readonly kind: 'known'; readonly speaker: Speaker; readonly school: School };

/**
 * Who speaks, and in which school. A person in several schools names one in the line or is asked once; nothing is guessed.
 * @param schoolId when the event itself says it: a pressed button, a bound chat.
 */
export async function identify(stores: Stores, inbound: Act, now: Date, schoolId: string | null): Promise<Identity> {
  const person = await stores.people.findByAccount(inbound.workspaceId, inbound.actor.externalId);
  if (!person) return { kind: 'stranger' };
  // Which date it is depends on the school: somewhere on earth it is already, or still, one of these two.
  const days = ['Etc/GMT-14', 'Etc/GMT+12'].map((zone) => todayIn({ zone }, now));
  const schools = await stores.people.affiliationsOf(person.id, days);
  const meant = schools.filter((one) => schoolId === null || one.schoolId === schoolId);
  const named = meant.length > 1 ? meant.filter((one) => textOf(inbound).includes(one.schoolName)) : meant;
  const [only, another] = named.length > 0 ? named : meant;
  if (!only) return { kind: 'former', person };
  if (another) return { kind: 'severalSchools', person, schools: meant };
  const school = await loadSchool(stores, only.schoolId);
  const today = todayIn(school, now);
  const roles = await stores.people.rolesAt(school.id, person.id, today);
  const childIds = await stores.people.childrenOf(school.id, person.id, today);
  if (roles.length === 0 && childIds.length === 0) return { kind: 'former', person };
  return { kind: 'known', school, speaker: { person, roles, childIds } };
}

export function textOf(inbound: Inbound): string {
  return inbound.kind === 'said' || inbound.kind === 'commanded' ? inbound.text : '';
}

/** The language to greet somebody in of whom nothing is known: that of their own words, or the school's. */
export function languageOfWords(text: string, otherwise: Language): Language {
  if (/\p{Script=Han}/u.test(text)) return 'zh-CN';
  return /[a-z]{3}/iu.test(text) ? 'en-US' : otherwise;
}
