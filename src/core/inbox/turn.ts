import type { Role } from '../access/role.js';
import type { LocalDate } from '../calendar/local-date.js';
import type { Language } from '../language/language.js';
import type { Act } from '../message/inbound.js';
import type { Person } from '../ports/people-store.js';
import type { Ports } from '../ports/ports.js';
import type { School } from '../school/school.js';

/** Who speaks, as far as the school knows. */
export interface Speaker {
  readonly person: Person;
  readonly roles: readonly Role[];
  /** Pupils whose guardian the person is; restricted ones left out. */
  readonly childIds: readonly string[];
}

/** One event being answered: who, where, when, in which school and language. */
export interface Turn {
  readonly ports: Ports;
  readonly inbound: Act;
  /** Names the event in everything it causes, so that a second run of it causes nothing more. */
  readonly eventId: string;
  /** School time. */
  readonly now: Date;
  readonly today: LocalDate;
  readonly school: School;
  readonly speaker: Speaker;
  readonly language: Language;
}
